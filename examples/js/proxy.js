// Proxy shows how pipe joins two sockets, and what to do when one of them fails.
const net = require('net');

const target = net.createServer((socket) => {
  socket.write('hello from the target, ');
  socket.on('data', (data) => socket.end(`you sent "${data}"\n`));
});

const proxy = net.createServer((inside) => {
  const outside = net.connect(target.address().port, '127.0.0.1');
  inside.pipe(outside);
  outside.pipe(inside);
  inside.on('error', () => outside.destroy());
  outside.on('error', () => inside.destroy());
});

target.listen(0, '127.0.0.1', () => {
  proxy.listen(0, '127.0.0.1', () => {
    const client = net.connect(proxy.address().port, '127.0.0.1');
    let text = '';
    client.write('some words');
    client.on('data', (data) => {
      text += data;
    });
    client.on('end', () => {
      process.stdout.write(text);
      proxy.close();
      target.close();
    });
  });
});
