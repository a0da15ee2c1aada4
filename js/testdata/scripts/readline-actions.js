'use strict';
// The class Readline of readline/promises.

const { Readline } = require('readline/promises');
const { PassThrough } = require('stream');

let written = '';
const output = new PassThrough();
output.write = (text, done) => {
  written += text;
  if (typeof done === 'function') done();
  return true;
};
const line = new Readline(output, null);
const tell = (f) => {
  try {
    const value = f();
    console.log(value === line ? 'itself' : value);
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
console.log(Readline.length, line, Object.getOwnPropertyNames(Readline.prototype), Object.keys(require('readline/promises')));
for (const args of [[], [{}], [new (require('stream').Readable)()], [output, { autoCommit: 1 }]]) tell(() => new Readline(...args));
tell(() => Readline(output));
for (const [name, ...args] of [['cursorTo'], ['cursorTo', 1.5], ['cursorTo', 1, 2], ['cursorTo', 3], ['cursorTo', 1, 'x'], ['moveCursor'], ['moveCursor', 1], ['moveCursor', -1, 2],
  ['moveCursor', 3, -4], ['moveCursor', 0, 0], ['clearLine'], ['clearLine', 2], ['clearLine', -1], ['clearLine', 1], ['clearLine', 0], ['clearScreenDown']]) {
  tell(() => line[name](...args));
}
console.log(JSON.stringify(written));
line.commit().then((value) => {
  console.log(value, JSON.stringify(written));
  written = '';
  line.cursorTo(0);
  tell(() => line.rollback());
  return line.commit();
}).then(() => {
  console.log(JSON.stringify(written));
  const hurried = new Readline(output, { autoCommit: true });
  hurried.cursorTo(1, 1).clearLine(0);
  console.log(JSON.stringify(written));
  setImmediate(() => console.log(JSON.stringify(written)));
});
