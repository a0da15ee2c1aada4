'use strict';
// What is done with objects at the end of the program.

const tell = (f) => {
  try {
    console.log('=>', f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
process.on('warning', (warning) => console.log(warning.name, warning.message));
console.log(process.finalization);
const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(process, 'finalization');
console.log(get.name, set.name, enumerable, configurable, process.finalization === process.finalization);
const { register, registerBeforeExit, unregister } = process.finalization;
for (const f of [register, registerBeforeExit, unregister]) console.log(f.name, f.length);
tell(() => unregister());
for (const wrong of [undefined, null, 1, 'text', [], Symbol('s')]) tell(() => register(wrong, () => {}));
const one = { name: 'one' };
const two = { name: 'two' };
const three = { name: 'three' };
globalThis.kept = [one, two, three];
tell(() => register(one, (...args) => console.log('at exit', args)));
tell(() => register(one, (object, event) => console.log('again', object, event)));
tell(() => registerBeforeExit(two, (object, event) => {
  console.log('before', object, event);
  unregister(three);
}));
tell(() => register(three, () => console.log('never')));
for (const token of [undefined, 1, Symbol('s'), {}]) tell(() => unregister(token));
console.log(process.listenerCount('exit'));
const f = () => {};
register(f, () => console.log('a function'));
process.on('exit', (code) => console.log('exit', code));
process.on('beforeExit', (code) => console.log('beforeExit', code));
