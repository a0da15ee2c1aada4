import type { T } from './types.ts';
const x: T = 1;
console.log(x, typeof require);
