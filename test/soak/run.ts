import { soakOneN8n } from './longRun';
import { soakManyOrders } from './manyOrders';

// `npm run soak -- --minutes 30`: one n8n for so long; `npm run soak -- [orders] [worlds]`: many orders on the engine alone.
const [first, minutes] = process.argv.slice(2);
if (first === '--minutes') soakOneN8n(Number(minutes));
else void soakManyOrders();
