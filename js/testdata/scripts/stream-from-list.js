'use strict';
// What old programs take from the state of a stream, and how they ask whether it is over.

const { Readable, Duplex } = require('stream');
const filled = (options, ...chunks) => {
  const readable = new Readable({ read() {}, ...options });
  for (const chunk of chunks) readable.push(chunk);
  return readable._readableState;
};
const { _fromList } = Readable;
console.log(_fromList.name, _fromList.length, Object.keys(Readable));
for (const [options, ...sizes] of [[{}, 2, 3, 1], [{}, 0], [{}, undefined], [{ encoding: 'utf8' }, 4, 2], [{ objectMode: true }, 2, 1]]) {
  const state = filled(options, 'abc', 'defg', 'h');
  console.log(options, ...sizes.map((n) => _fromList(n, state)), state.length);
}
console.log(_fromList(1, filled({})), _fromList(1, { length: 0 }));
for (const wrong of [{ length: 3 }, undefined]) {
  try {
    _fromList(4, wrong);
  } catch (error) {
    console.log(error.name);
  }
}
for (const n of [1, 2, 4, 5, 9, 0]) {
  const state = { length: 5, buffer: [Buffer.from('ab'), Buffer.from('cde')], bufferIndex: 0 };
  console.log(n, _fromList(n, state), state.buffer, state.bufferIndex, state.length);
}

const { get, set, enumerable, configurable } = Object.getOwnPropertyDescriptor(Duplex.prototype, 'destroyed');
const duplex = new Duplex({ read() {}, write() {} });
console.log(enumerable, configurable, get.call(duplex), get.call({}), duplex.destroyed);
set.call(duplex, true);
console.log(duplex.destroyed, duplex._readableState.destroyed, duplex._writableState.destroyed, duplex.readable, duplex.writable);
console.log(set.call({}, true));
