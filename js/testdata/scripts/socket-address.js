'use strict';
// SocketAddress: defaults, getters, parse, JSON, wrong arguments.

const net = require('net');

const { SocketAddress } = net;
function attempt(label, f) {
  try {
    const a = f();
    console.log(label, a === undefined ? a : `${a.address} ${a.family} ${a.port} ${a.flowlabel}`);
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}
for (const options of [
  undefined, {}, { address: '1.2.3.4' }, { port: 80 }, { port: '80' }, { family: 'ipv6' }, { family: 'IPv6' }, { address: '::1', family: 'ipv6' },
  { family: 'ipv6', flowlabel: 5 }, { family: 'ipv4', flowlabel: 5 }, { address: '::1' }, { address: '1.2.3.4', family: 'ipv6' },
  { address: 'x' }, { address: 1 }, { address: '' }, { family: 'x' }, { family: 4 }, { port: -1 }, { port: 65536 }, { port: 'x' }, { port: 1.5 },
  { family: 'ipv6', flowlabel: -1 }, { family: 'ipv6', flowlabel: 0xfffff }, { family: 'ipv6', flowlabel: 'x' },
  { address: 'FE80::0001', family: 'ipv6' }, { address: '::ffff:1.2.3.4', family: 'ipv6' },
]) {
  attempt(JSON.stringify(options), () => new SocketAddress(options));
}
attempt('null', () => new SocketAddress(null));
attempt('1', () => new SocketAddress(1));
for (const text of [
  '1.2.3.4:80', '[::1]:81', '1.2.3.4', '[::1]', '::1', '1.2.3.4:', '1.2.3.4:65536', '1.2.3.4:0', 'localhost:80', '[::1]:x', '', 'x', '[1.2.3.4]:80',
  '256.1.1.1:80', '1.2.3.4:080', 'http://1.2.3.4:90', '1.2.3.4:80/path', '1.2.3:80', '0x7f.1:80',
]) {
  attempt(`parse(${JSON.stringify(text)})`, () => SocketAddress.parse(text));
}
for (const value of [undefined, null, 1, {}, []]) attempt(`parse(${JSON.stringify(value)})`, () => SocketAddress.parse(value));
const a = new SocketAddress({ address: '1.2.3.4', port: 7 });
console.log(JSON.stringify(a), Object.keys(a).length, SocketAddress.isSocketAddress(a), SocketAddress.isSocketAddress({}));
try {
  a.port = 9;
} catch (error) {
  console.log(error.name);
}
console.log(a.port, a instanceof SocketAddress);
attempt('without new', () => SocketAddress());
