'use strict';
// Wrong values for what BlockList, SocketAddress, BoundSocket and the functions of the module take, and options that exclude each other.

const fs = require('fs');
const net = require('net');
const os = require('os');
const path = require('path');

// Some of the values are paths: of files in a folder of our own.
const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'nn-'));
process.chdir(folder);
process.on('exit', () => {
  process.chdir('/');
  fs.rmSync(folder, { recursive: true });
});

const values = [undefined, null, true, false, -1, 0, 1.5, NaN, Infinity, 33, 129, 65536, 10n, '', 'x', '7', 'ipv5', '1.2.3.4', '::1', '1.2.3.4/33', 'fe80::1%lo',
  Symbol('s'), [], ['1.2.3.4', 'x'], {}, { address: '1.2.3.4' }, () => {}, new net.SocketAddress({ address: '1.1.1.1' })];
const shown = (value) => {
  if (typeof value === 'string') return `'${value}'`;
  if (typeof value === 'bigint') return `${value}n`;
  if (typeof value === 'function') return 'function';
  if (net.SocketAddress.isSocketAddress(value)) return 'SocketAddress';
  return value && typeof value === 'object' ? JSON.stringify(value) : String(value);
};

// Lines that are alike for several values are put together.
const attempt = (what, call, among = values) => {
  const lines = new Map();
  for (const value of among) {
    let line;
    try {
      const result = call(value);
      line = result === undefined ? 'taken' : `taken, ${String(result)}`;
    } catch (error) {
      line = `${error.name} ${error.code}: ${error.message}`;
    }
    lines.set(line, [...(lines.get(line) || []), shown(value)]);
  }
  for (const [line, by] of lines) {
    console.log(`${what}: ${by.join(' ')} => ${line}`);
  }
};

const rules = (call) => (value) => {
  const list = new net.BlockList();
  const result = call(list, value);
  return `${result} ${list.rules}`;
};
attempt('addAddress', rules((list, value) => list.addAddress(value)));
attempt('addAddress family', rules((list, value) => list.addAddress('1.2.3.4', value)));
attempt('addAddresses', rules((list, value) => list.addAddresses(value)));
attempt('addAddresses family', rules((list, value) => list.addAddresses(['1.2.3.4'], value)));
attempt('addRange start', rules((list, value) => list.addRange(value, '1.2.3.9')));
attempt('addRange end', rules((list, value) => list.addRange('1.2.3.1', value)));
attempt('addRange family', rules((list, value) => list.addRange('1.2.3.1', '1.2.3.9', value)));
attempt('addSubnet net', rules((list, value) => list.addSubnet(value, 8)));
attempt('addSubnet prefix', rules((list, value) => list.addSubnet('1.2.3.4', value)));
attempt('addSubnet prefix of IPv6', rules((list, value) => list.addSubnet('::1', value, 'ipv6')));
attempt('addSubnet family', rules((list, value) => list.addSubnet('1.2.3.4', 8, value)));
attempt('addCIDR', rules((list, value) => list.addCIDR(value)));
attempt('addCIDRs', rules((list, value) => list.addCIDRs(value)));
attempt('removeAddress', rules((list, value) => list.removeAddress(value)));
attempt('removeRange start', rules((list, value) => list.removeRange(value, '1.2.3.9')));
attempt('removeSubnet net', rules((list, value) => list.removeSubnet(value, 8)));
attempt('removeSubnet prefix', rules((list, value) => list.removeSubnet('1.2.3.4', value)));
attempt('removeCIDR', rules((list, value) => list.removeCIDR(value)));
attempt('check', rules((list, value) => list.check(value)));
attempt('check family', rules((list, value) => list.check('1.2.3.4', value)));
attempt('fromJSON', rules((list, value) => list.fromJSON(value)), values.filter((value) => typeof value !== 'string' || value === '' || value === '7'));
attempt('isBlockList', (value) => net.BlockList.isBlockList(value));

const address = (options) => JSON.stringify(new net.SocketAddress(options).toJSON());
attempt('new SocketAddress', address);
attempt('SocketAddress address', (value) => address({ address: value }));
attempt('SocketAddress address of IPv6', (value) => address({ address: value, family: 'ipv6' }));
attempt('SocketAddress family', (value) => address({ family: value }));
attempt('SocketAddress port', (value) => address({ port: value }));
attempt('SocketAddress flowlabel', (value) => address({ flowlabel: value }));
attempt('SocketAddress.parse', (value) => JSON.stringify(net.SocketAddress.parse(value)));
attempt('isSocketAddress', (value) => net.SocketAddress.isSocketAddress(value));

const bind = (options) => {
  const bound = new net.BoundSocket(options);
  const { isPipe } = bound;
  bound.close();
  return isPipe;
};
const left = ['', 'x', '7', 'ipv5', '1.2.3.4', '1.2.3.4/33', 'fe80::1%lo'];
attempt('new BoundSocket', bind);
attempt('BoundSocket host', (value) => bind({ host: value }), values.filter((value) => !['1.2.3.4', 'fe80::1%lo'].includes(value)));
attempt('BoundSocket port', (value) => bind({ host: '127.0.0.1', port: value }), values.filter((value) => ![33, 129, '7'].includes(value)));
attempt('BoundSocket ipv6Only', (value) => bind({ host: '::1', ipv6Only: value }));
attempt('BoundSocket reusePort', (value) => bind({ host: '127.0.0.1', reusePort: value }));
attempt('BoundSocket path', (value) => bind({ path: value }), values.filter((value) => !left.includes(value)));
for (const other of [{ host: '127.0.0.1' }, { port: 0 }, { port: 7 }, { ipv6Only: true }, { ipv6Only: false }, { reusePort: true }, { reusePort: false },
  { host: undefined }]) {
  attempt(`BoundSocket path with ${Object.keys(other)} ${Object.values(other)}`, () => bind({ path: '\0nodenet-wrong-addresses', ...other }), ['']);
}

attempt('setDefaultAutoSelectFamily', (value) => net.setDefaultAutoSelectFamily(value));
net.setDefaultAutoSelectFamily(true);
attempt('setDefaultAutoSelectFamilyAttemptTimeout', (value) => {
  net.setDefaultAutoSelectFamilyAttemptTimeout(value);
  return net.getDefaultAutoSelectFamilyAttemptTimeout();
});
for (const name of ['isIP', 'isIPv4', 'isIPv6']) {
  attempt(name, (value) => net[name](value));
}
