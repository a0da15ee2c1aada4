'use strict';
// net._normalizeArgs: what listen and connect make of their arguments.

const net = require('net');

function callback() {}

const calls = [
  [], [80], ['80'], [80, 'host'], [80, callback], [80, 'host', callback], ['/path'], ['/path', callback], [{ port: 1 }], [{ port: 1 }, callback],
  [{}], [0], [-1], ['-1'], ['0x50'], [' 80'], ['80 '], [''], [null], [undefined], [undefined, 'host'], [80, null], [80, undefined, callback],
  [80, ''], [callback], [{ port: 1 }, 'host', callback], [80, 'host', 511, callback], [true], [[1, 2]], [80, 90], [1.5], [1e3],
];
for (const args of calls) {
  const normalized = net._normalizeArgs(args);
  const [options, listener] = normalized;
  const symbols = Object.getOwnPropertySymbols(normalized).map(String);
  console.log(args.map((a) => (typeof a === 'function' ? 'callback' : JSON.stringify(a))).join(', ') || 'nothing', '=>',
              JSON.stringify(options), listener === callback ? 'callback' : listener, symbols.join());
}
