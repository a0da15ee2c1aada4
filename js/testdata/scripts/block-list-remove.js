'use strict';
// BlockList: removing rules, clear, rules that are there twice.

const net = require('net');

const list = new net.BlockList();
const show = (label, value) => console.log(label, value, list.size, list.rules.join('; '));

show('addAddress', list.addAddress('1.2.3.4'));
show('addAddress again', list.addAddress('1.2.3.4'));
show('removeAddress', list.removeAddress('1.2.3.4'));
show('check', list.check('1.2.3.4'));
show('removeAddress again', list.removeAddress('1.2.3.4'));
show('removeAddress of none', list.removeAddress('4.3.2.1'));
show('addRange', list.addRange('1.0.0.0', '1.0.0.9'));
show('removeRange of another', list.removeRange('1.0.0.0', '1.0.0.8'));
show('removeRange', list.removeRange('1.0.0.0', '1.0.0.9'));
show('addSubnet', list.addSubnet('1.0.0.0', 8));
show('removeSubnet of another', list.removeSubnet('1.0.0.0', 9));
show('removeSubnet', list.removeSubnet('1.0.0.0', 8));
show('addCIDR', list.addCIDR('10.0.0.0/8'));
show('removeCIDR', list.removeCIDR('10.0.0.0/8'));
show('addCIDR', list.addCIDR('10.0.0.0/8'));
show('removeSubnet of a CIDR', list.removeSubnet('10.0.0.0', 8));
show('addSubnet with host bits', list.addSubnet('10.1.2.3', 8));
show('check', list.check('10.200.0.1'));
show('removeSubnet', list.removeSubnet('10.0.0.0', 8));
show('addAddress v6', list.addAddress('::1', 'ipv6'));
show('removeAddress as v4', attempt(() => list.removeAddress('::1')));
show('removeAddress v6', list.removeAddress('::1', 'ipv6'));
list.addAddress('9.9.9.9');
list.addSubnet('9.0.0.0', 8);
show('clear', list.clear());

function attempt(f) {
  try {
    return f();
  } catch (error) {
    return `${error.code} ${error.message}`;
  }
}
