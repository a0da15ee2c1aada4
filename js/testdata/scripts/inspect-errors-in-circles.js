'use strict';
// util.inspect of errors whose parts are the error itself, or throw.
const util = require('util');

const withProperty = (name, descriptor) => Object.defineProperty(new Error('m'), name, { configurable: true, ...descriptor });
const cases = {
  'a name that is the error': () => { const err = withProperty('name', { get() { return err; } }); return err; },
  'a name that throws': () => withProperty('name', { get() { throw new Error('no'); } }),
  'a name that cannot be text': () => withProperty('name', { value: { __proto__: null } }),
  'a message that is the error': () => { const err = withProperty('message', { get() { return err; } }); err.stack = ''; return err; },
  'a stack that is the error': () => { const err = new Error('m'); err.stack = err; return err; },
};
for (const [name, make] of Object.entries(cases)) {
  for (const value of [make(), { a: make() }]) console.log(name + ':', util.inspect(value).replace(/(\n +at .*)+/g, ' (frames)'));
}
