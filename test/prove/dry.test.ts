import { keepsItsWord } from './keepsItsWord';

keepsItsWord('dry', 750);
