// Module shows an ES module: import, and await at the top level.
import net from 'node:net';
import { once } from 'node:events';

const server = net.createServer((socket) => socket.end('imported'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');

const client = net.connect(server.address().port, '127.0.0.1');
const [data] = await once(client, 'data');
console.log(data.toString());

server.close();
await once(server, 'close');
console.log('closed');
