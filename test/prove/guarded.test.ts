import { keepsItsWord } from './keepsItsWord';

keepsItsWord('guarded', 2_500);
