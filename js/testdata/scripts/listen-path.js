'use strict';
// Unix sockets: forms of listen, address, the mode of the file, that it goes on close.

const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

let number = 0;
const fresh = () => path.join(os.tmpdir(), `nn-${process.pid}-${++number}`);

const forms = {
  'path': (s, p, cb) => s.listen(p, cb),
  'path, backlog': (s, p, cb) => s.listen(p, 5, cb),
  '{path}': (s, p, cb) => s.listen({ path: p }, cb),
  '{path, backlog}': (s, p, cb) => s.listen({ path: p, backlog: 3 }, cb),
  '{path, readableAll}': (s, p, cb) => s.listen({ path: p, readableAll: true }, cb),
  '{path, writableAll}': (s, p, cb) => s.listen({ path: p, writableAll: true }, cb),
  '{path, readableAll, writableAll}': (s, p, cb) => s.listen({ path: p, readableAll: true, writableAll: true }, cb),
};

process.umask(0o077);
function next(names) {
  if (names.length === 0) return;
  const [name, ...rest] = names;
  const p = fresh();
  const server = net.createServer();
  forms[name](server, p, () => {
    const { mode } = fs.statSync(p);
    console.log(name, 'address is the path', server.address() === p, 'mode', (mode & 0o777).toString(8), fs.statSync(p).isSocket());
    console.log(server._connectionKey === `-1:${p}:-1`, server._pipeName === p);
    const socket = net.connect(p, () => {
      console.log(JSON.stringify(socket.address()), socket.remoteAddress, socket.remotePort, socket.remoteFamily, socket.localAddress);
      socket.end();
    });
    server.once('connection', (accepted) => accepted.resume());
    socket.resume().on('close', () => server.close(() => {
      console.log('the file is', fs.existsSync(p) ? 'there' : 'gone', server.address());
      next(rest);
    }));
  });
}
next(Object.keys(forms));
