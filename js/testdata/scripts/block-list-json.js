'use strict';
// BlockList: toJSON, fromJSON, and the ready list of private ranges.

const net = require('net');

const list = new net.BlockList();
list.addAddress('1.2.3.4');
list.addRange('1.0.0.1', '1.0.0.9');
list.addSubnet('10.0.0.0', 8);
list.addAddress('::2', 'ipv6'); // of two addresses Node's hash table may have either first
list.addCIDR('fe80::/10');
console.log(JSON.stringify(list), Array.isArray(list.toJSON()));

const copy = new net.BlockList();
console.log(copy.fromJSON(list.toJSON()), copy.size, copy.rules.join('; '));
console.log(copy.check('10.9.8.7'), copy.check('::2', 'ipv6'), copy.check('2.2.2.2'));
const text = new net.BlockList();
text.fromJSON(JSON.stringify(list));
console.log(text.rules.join('; '));
for (const wrong of ['{', '["x"]', '[]', ['nonsense'], ['Address: IPv4 1.2.3'], ['Subnet: IPv4 1.2.3.4/99'], [1], {}, null]) {
  try {
    const l = new net.BlockList();
    l.fromJSON(wrong);
    console.log(JSON.stringify(wrong), 'taken', l.rules.join('; '));
  } catch (error) {
    console.log(JSON.stringify(wrong), error.name, error.code || 'no code');
  }
}

const { PRIVATE_RANGES } = net.BlockList;
console.log(typeof PRIVATE_RANGES, Array.isArray(PRIVATE_RANGES), Object.isFrozen(PRIVATE_RANGES), JSON.stringify(PRIVATE_RANGES));
