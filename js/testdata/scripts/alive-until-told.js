'use strict';
// A program is alive until it has been told of the last thing that it waits for, also when
// that was begun in a timer: what it begins then may go on.
const net = require('net');
const tls = require('tls');
const kinds = {
  refused: (f) => net.connect(1, '127.0.0.1').on('error', f),
  'refused, closed': (f) => net.connect(1, '127.0.0.1').on('error', () => {}).on('close', f),
  'no such path': (f) => net.connect('/no/such/path').on('error', f),
  destroyed: (f) => net.connect(1, '127.0.0.1').on('close', f).destroy(),
  aborted: (f) => {
    const c = new AbortController();
    net.connect({ port: 1, host: '127.0.0.1', signal: c.signal }).on('error', () => {}).on('close', f);
    c.abort();
  },
  'refused, tls': (f) => tls.connect(1, '127.0.0.1').on('error', f),
  'no listening': (f) => net.createServer().on('error', f).listen('/no/such/path/x'),
  'server closed': (f) => { const s = net.createServer().listen(0, () => s.close(f)); },
};
const names = Object.keys(kinds);
let waiting = '';
(function next() {
  waiting = names.shift();
  if (waiting) setTimeout(() => kinds[waiting](() => { console.log(waiting); setTimeout(next, 3); }), 1);
})();
process.on('beforeExit', () => console.log('the end', waiting));
