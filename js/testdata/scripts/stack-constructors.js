'use strict';
// A function that was called with new is told so in stacks, and to Error.prepareStackTrace.

function Old() { throw new Error('old'); }
class Base { constructor(f) { f(); } }
class Derived extends Base {
  constructor(f) {
    super(f);
    this.derived = true;
  }
}
const space = { Old };

function first(f) {
  try {
    f();
  } catch (error) {
    console.log(error.stack.split('\n')[1].replace(/ \(?[^ ]*$/, ''));
  }
}
first(() => new Old());
first(() => new space.Old());
first(() => new Old);
first(() => Old());
first(() => new (function Named() { throw new Error('named'); })());

Error.prepareStackTrace = (error, sites) => sites.slice(0, 2).map((site) => `${site.getFunctionName()} ${site.isConstructor()}`).join();
for (const f of [() => new Old(), () => Old(), () => new Base(() => { throw new Error('in a callback'); })]) {
  try {
    f();
  } catch (error) {
    console.log(error.stack);
  }
}
console.log(typeof new Base(() => {}), typeof new Derived(() => {}));
