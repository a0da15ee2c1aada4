'use strict';
// BlockList: adding every kind of rule, check, rules and size.

const net = require('net');

const list = new net.BlockList();
console.log(list.rules, list.size, net.BlockList.isBlockList(list), net.BlockList.isBlockList({}));
console.log(list.addAddress('123.123.123.123'), list.addAddress('8592:757c:efae:4e45::', 'ipv6'), list.addAddress('1.1.1.1', 'IPv4'));
list.addRange('10.0.0.1', '10.0.0.10');
list.addRange('2001:db8::1', '2001:db8::ff', 'ipv6');
list.addSubnet('172.16.0.0', 12);
list.addSubnet('fe80::', 10, 'ipv6');
list.addCIDR('192.168.0.0/16');
list.addCIDR('fd00::/8');
list.addAddresses(['5.5.5.5', '5.5.5.6']);
list.addAddresses(['::5'], 'ipv6');
list.addCIDRs(['6.0.0.0/8', '2002::/16']);
list.addAddress(new net.SocketAddress({ address: '7.7.7.7' }));
console.log(list.size);
// Node keeps addresses in a hash table, whose order nobody can rely on.
const isAddress = (rule) => rule.startsWith('Address');
for (const rule of [...list.rules.filter(isAddress).sort(), ...list.rules.filter((r) => !isAddress(r))]) console.log(rule);

const checks = [
  '123.123.123.123', '123.123.123.124', '1.1.1.1', '10.0.0.0', '10.0.0.1', '10.0.0.5', '10.0.0.10', '10.0.0.11', '172.15.255.255', '172.16.0.0',
  '172.31.255.255', '172.32.0.0', '192.168.3.4', '192.169.0.0', '5.5.5.5', '6.1.2.3', '7.7.7.7', 'not an address', '',
];
for (const address of checks) console.log(address, list.check(address), list.check(address, 'ipv4'));
for (const address of [
  '8592:757c:efae:4e45::', '8592:757c:efae:4e45::1', '2001:db8::1', '2001:db8::80', '2001:db8::100', 'fe80::1', 'fec0::1', 'fd12::1', 'fc00::1', '::5',
  '2002::1', '::ffff:10.0.0.5', '::ffff:a00:5', '::ffff:10.0.0.11', '::ffff:172.20.1.1', '::ffff:123.123.123.123', '::ffff:6.6.6.6', '10.0.0.5',
]) {
  console.log(address, list.check(address, 'ipv6'));
}
console.log(list.check(new net.SocketAddress({ address: '10.0.0.5' })), list.check(new net.SocketAddress({ address: '::5', family: 'ipv6' })));
