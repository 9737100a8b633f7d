import { keepsItsWord } from './keepsItsWord';

keepsItsWord('plain', 1_700);
