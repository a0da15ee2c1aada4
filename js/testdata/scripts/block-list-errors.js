'use strict';
// BlockList with wrong arguments, word for word.

const net = require('net');

function attempt(label, f) {
  try {
    console.log(label, f(new net.BlockList()));
  } catch (error) {
    console.log(label, error.name, error.code, error.message);
  }
}

const bad = [undefined, null, 1, true, {}, [], '', 'x', '1.2.3', '::1', '1.2.3.4/8', '01.2.3.4'];
for (const value of bad) {
  const text = typeof value === 'string' ? JSON.stringify(value) : String(JSON.stringify(value));
  attempt(`addAddress(${text})`, (list) => list.addAddress(value));
  attempt(`removeAddress(${text})`, (list) => list.removeAddress(value));
  attempt(`check(${text})`, (list) => list.check(value));
  attempt(`addRange(${text}, 1.2.3.4)`, (list) => list.addRange(value, '1.2.3.4'));
  attempt(`addRange(1.2.3.4, ${text})`, (list) => list.addRange('1.2.3.4', value));
  attempt(`addSubnet(${text}, 8)`, (list) => list.addSubnet(value, 8));
  attempt(`addCIDR(${text})`, (list) => list.addCIDR(value));
  attempt(`removeCIDR(${text})`, (list) => list.removeCIDR(value));
  attempt(`addCIDRs([${text}])`, (list) => list.addCIDRs([value]));
  attempt(`addCIDRs(${text})`, (list) => list.addCIDRs(value));
  attempt(`addAddresses([${text}])`, (list) => list.addAddresses([value]));
  attempt(`addAddresses(${text})`, (list) => list.addAddresses(value));
  attempt(`fromJSON(${text})`, (list) => list.fromJSON(value));
}
for (const family of [null, 1, {}, '', 'ipv5', 'IPV4', 'ipv4', 'IPv6', 4, 6]) {
  attempt(`addAddress(1.2.3.4, ${JSON.stringify(family)})`, (list) => list.addAddress('1.2.3.4', family));
  attempt(`check(1.2.3.4, ${JSON.stringify(family)})`, (list) => list.check('1.2.3.4', family));
}
for (const prefix of [undefined, null, '8', -1, 33, 1.5, NaN, {}, 0, 32]) {
  attempt(`addSubnet(1.2.3.4, ${String(prefix)})`, (list) => list.addSubnet('1.2.3.4', prefix));
}
for (const prefix of [-1, 0, 128, 129]) attempt(`addSubnet(::, ${prefix})`, (list) => list.addSubnet('::', prefix, 'ipv6'));
for (const cidr of ['1.2.3.4/', '1.2.3.4/33', '1.2.3.4/-1', '1.2.3.4/8.5', '1.2.3.4/8/8', '/8', 'x/8', '::/129', '::1/128', '1.2.3.4/08', '1.2.3.4/ 8']) {
  attempt(`addCIDR(${cidr})`, (list) => list.addCIDR(cidr));
}
attempt('addRange turned round', (list) => list.addRange('1.2.3.4', '1.2.3.3'));
attempt('addRange of one', (list) => list.addRange('1.2.3.4', '1.2.3.4'));
attempt('addRange v6 as v4', (list) => list.addRange('::1', '::2'));
attempt('without new', () => net.BlockList().size);
