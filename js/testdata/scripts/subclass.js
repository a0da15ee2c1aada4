'use strict';
// Classes that extend net.Socket and net.Server.

const net = require('net');

class LineSocket extends net.Socket {
  #lines = 0;

  constructor(options) {
    super(options);
    this.setEncoding('utf8');
    let rest = '';
    this.on('data', (text) => {
      const lines = (rest + text).split('\n');
      rest = lines.pop();
      for (const line of lines) {
        this.#lines++;
        this.emit('line', line);
      }
    });
  }

  get lines() {
    return this.#lines;
  }

  send(line, ...rest) {
    return super.write(`${line}\n`, ...rest);
  }

  // Has no effect once connect was called: that puts the write of net.Socket into its place.
  write(text, ...rest) {
    console.log('own write');
    return super.write(text, ...rest);
  }
}

class CountingServer extends net.Server {
  count = 0;

  constructor(...args) {
    super(...args);
    this.on('connection', () => this.count++);
  }

  close(...args) {
    console.log('close after', this.count);
    return super.close(...args);
  }
}

const server = new CountingServer({ allowHalfOpen: true }, (accepted) => {
  server.accepted = accepted;
  accepted.pipe(accepted);
});
server.listen(0, '127.0.0.1', () => {
  const socket = new LineSocket({ allowHalfOpen: false });
  console.log(socket instanceof net.Socket, socket instanceof LineSocket, socket.constructor.name, Object.prototype.toString.call(socket));
  socket.connect(server.address().port, '127.0.0.1', function() {
    console.log('connect', this === socket);
    this.send('first');
    this.send('second');
    this.end('third\n');
    console.log(this.write === net.Socket.prototype.write, Object.hasOwn(this, 'write'));
  });
  socket.on('line', (line) => console.log('line', line));
  socket.on('close', () => {
    console.log('close', socket.lines);
    server.close(() => console.log('closed', server.accepted.constructor.name, server.accepted instanceof LineSocket, server instanceof CountingServer));
  });
});
