const f: string = 'f', K = 1;
function outer() {
  function f() {}
  class K {}
  const g = () => {}, o = { f() {}, K: class {} };
  return [f.name, K.name, g.name, o.f.name, o.K.name, f.toString().length > 0];
}
console.log(outer(), f, K);
export default class {}
export const h = () => {};
import * as self from './names-of-functions.ts';
console.log(self.default.name, self.h.name);
