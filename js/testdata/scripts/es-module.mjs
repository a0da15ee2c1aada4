// An ES module: import in its forms, top-level await, import.meta.
import net, { createServer, isIP } from 'node:net';
import * as all from 'net';
import { once } from 'node:events';

console.log(net.createServer === createServer, isIP('::1'), all.default === net, typeof all.Socket);
console.log(typeof import.meta.url, import.meta.url.startsWith('file:'), typeof import.meta.filename, typeof import.meta.dirname);
console.log(typeof require, typeof module, this);

const server = createServer((socket) => socket.end('from a module'));
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { default: dynamic } = await import('node:net');
console.log(dynamic === net);
const client = net.connect(server.address().port, '127.0.0.1');
let text = '';
for await (const chunk of client) text += chunk;
console.log(text);
server.close();
export const done = true;
