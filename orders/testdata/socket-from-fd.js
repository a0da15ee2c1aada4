'use strict';
// new net.Socket({ fd }) around a connected socket's descriptor (a dup made in a child
// is not at hand, so a pipe is used): readable without a connect.
const { net, watch, log, call, props, show } = require('./record.js');

const { spawn } = require('node:child_process');

if (process.argv[2] === 'child') {
  const s = watch(new net.Socket({ fd: 3 }), 'client');
  props(s, 'readyState', 'connecting', 'pending', 'readable', 'writable', 'remoteAddress');
  s.once('data', () => call(s, 'end', 'bye'));
} else {
  const p = spawn(process.execPath, [__filename, 'child'], { stdio: ['ignore', 'inherit', 'inherit', 'pipe'] });
  p.stdio[3].on('data', (d) => log('parent', `data ${show(d)}`));
  p.stdio[3].on('end', () => log('parent', 'end'));
  p.stdio[3].on('close', () => log('parent', 'close'));
  p.stdio[3].end('hello');
}
