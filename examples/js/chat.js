// Chat shows a server that passes lines on to all others; two clients meet there.
const net = require('net');

const members = new Map();

function tell(text, except) {
  for (const socket of members.keys()) {
    if (socket !== except) socket.write(`${text}\n`);
  }
}

const server = net.createServer((socket) => {
  let name;
  readLines(socket, (line) => {
    if (!name) {
      name = line;
      tell(`* ${name} is here`);
      members.set(socket, name);
    } else {
      tell(`${name}: ${line}`, socket);
    }
  });
  socket.on('close', () => {
    members.delete(socket);
    tell(`* ${name} has left`);
  });
});

function readLines(socket, onLine) {
  let rest = '';
  socket.setEncoding('utf8');
  socket.on('data', (text) => {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    lines.forEach(onLine);
  });
}

server.listen(0, '127.0.0.1', () => {
  const anna = net.connect(server.address().port, '127.0.0.1');
  anna.write('anna\n');
  let ben;
  readLines(anna, (line) => {
    console.log('anna sees', line);
    if (line === '* ben is here') anna.write('hello ben\n');
    if (line === 'ben: hello anna') ben.end();
    if (line === '* ben has left') {
      anna.end();
      server.close();
    }
  });
  // Ben comes when Anna is in.
  const wait = setInterval(() => {
    if (members.size === 0) return;
    clearInterval(wait);
    ben = net.connect(server.address().port, '127.0.0.1');
    ben.write('ben\n');
    readLines(ben, (line) => {
      console.log('ben sees', line);
      if (line === 'anna: hello ben') ben.write('hello anna\n');
    });
  }, 5);
});
