// Line-protocol shows a small key-value store: commands in lines, read with readline.
const net = require('net');
const readline = require('readline');

const store = new Map();
const commands = {
  set: (key, ...words) => {
    store.set(key, words.join(' '));
    return 'ok';
  },
  get: (key) => (store.has(key) ? `value ${store.get(key)}` : 'none'),
  del: (key) => (store.delete(key) ? 'ok' : 'none'),
};

const server = net.createServer((socket) => {
  const lines = readline.createInterface({ input: socket });
  lines.on('line', (line) => {
    const [name, ...args] = line.trim().split(' ');
    if (name === 'quit') return socket.end('bye\r\n');
    const command = Object.hasOwn(commands, name) ? commands[name] : () => 'what?';
    socket.write(`${command(...args)}\r\n`);
  });
});

server.listen(0, '127.0.0.1', () => {
  const client = net.connect(server.address().port, '127.0.0.1');
  const questions = ['set color deep blue', 'get color', 'del color', 'get color', 'jump', 'quit'];
  const ask = () => {
    const question = questions.shift();
    if (!question) return;
    console.log('>', question);
    client.write(`${question}\r\n`);
  };
  readline.createInterface({ input: client }).on('line', (answer) => {
    console.log('<', answer);
    ask();
  });
  client.on('close', () => server.close());
  ask();
});
