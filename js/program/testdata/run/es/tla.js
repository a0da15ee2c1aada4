import { n } from './dep.js';
export const before = n;
const v = await new Promise(r => process.nextTick(() => r(7)));
export const after = v;
export default v + 1;
export { v as renamed };
for await (const x of [1, 2]) process.stdout.write('for ' + x + '\n');
