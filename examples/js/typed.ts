// Typed shows that TypeScript runs as it is: the types are taken away.
import * as net from 'node:net';

type Reply = { ok: boolean; sum?: number };

const server: net.Server = net.createServer((socket: net.Socket): void => {
  socket.setEncoding('utf8');
  socket.on('data', (text: string) => {
    const numbers: number[] = text.split(' ').map(Number);
    const reply: Reply = { ok: true, sum: numbers.reduce((a: number, b: number) => a + b, 0) };
    socket.end(JSON.stringify(reply));
  });
});

server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as net.AddressInfo;
  const client = net.connect(port, '127.0.0.1', () => client.write('1 2 3 4'));
  client.on('data', (data: Buffer) => {
    const { sum } = JSON.parse(data.toString()) as Reply;
    console.log(`the sum is ${sum}`);
  });
  client.on('close', () => server.close());
});
