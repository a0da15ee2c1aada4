export * from './stars-1.mjs'; export * from './stars-2.mjs'; export * from './values.cjs'; export * from 'path';
import * as self from './stars.mjs';
console.log(Object.keys(self).filter((k) => k.length < 5), self.dup, self.one, self.same);
import { a, join } from './stars.mjs'; console.log(a, typeof join);
import { default as q } from './stars-3.mjs'; console.log(q);
