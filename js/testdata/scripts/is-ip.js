'use strict';
// isIP, isIPv4 and isIPv6 for addresses, near addresses and things that are none.

const net = require('net');

const inputs = [
  '127.0.0.1', '0.0.0.0', '255.255.255.255', '256.1.1.1', '1.2.3', '1.2.3.4.5', '01.2.3.4', '1.2.3.04', '1.2.3.4 ', ' 1.2.3.4',
  '1.2.3.4/8', '1.2.3.4:80', '0x7f.0.0.1', '1.2.3.-4', '1..2.3', '.1.2.3', '1.2.3.', '', ' ', 'localhost', '2130706433',
  '::', '::1', '1::', '::ffff:127.0.0.1', '::ffff:256.0.0.1', '::127.0.0.1', 'fe80::1', 'fe80::1%eth0', 'fe80::1%', 'fe80::1%a%b', '::1%lo',
  '1:2:3:4:5:6:7:8', '1:2:3:4:5:6:7', '1:2:3:4:5:6:7:8:9', '1:2:3:4:5:6:7::', '::2:3:4:5:6:7:8', '1::3:4:5:6:7:8', '1::2::3', ':::',
  ':', '1:', ':1', '12345::', 'g::', 'ABCD:EF01::', '[::1]', '::1/128', '1:2:3:4:5:6:1.2.3.4', '1:2:3:4:5:6:7:1.2.3.4', '::1.2.3.4:5',
  '0000:0000:0000:0000:0000:0000:0000:0001', '00000::1', 'fe80::1%25eth0', '1.2.3.4%eth0',
];
for (const input of inputs) {
  console.log(JSON.stringify(input), net.isIP(input), net.isIPv4(input), net.isIPv6(input));
}

const others = [
  ['undefined', undefined], ['null', null], ['number', 127], ['true', true], ['object', {}], ['array of one', ['127.0.0.1']],
  ['toString', { toString: () => '::1' }], ['Buffer', Buffer.from('127.0.0.1')], ['bigint', 1n], ['String', new String('127.0.0.1')],
];
for (const [name, value] of others) {
  console.log(name, net.isIP(value), net.isIPv4(value), net.isIPv6(value));
}
console.log('none', net.isIP(), net.isIPv4(), net.isIPv6());
