'use strict';
// dns.Resolver: its options, the servers and local addresses it takes, what it cancels.

const dns = require('dns');

const attempt = (f) => {
  try {
    console.log(f());
  } catch (error) {
    console.log(error.name, error.code, error.message);
  }
};
for (const options of [undefined, null, {}, { timeout: -2 }, { tries: 0 }, { maxTimeout: 0 }, { maxTimeout: -1 }, { maxTimeout: 'x' }, { maxTimeout: 1.5 }, { maxTimeout: 2 ** 32 }]) {
  attempt(() => new dns.Resolver(options).constructor.name);
}
const resolver = new dns.Resolver();
for (const servers of [[], ['1.1.1.1:53', '[::1]:5353', '::1', '[::1]'], ['1.1.1.1', '1.1.1.1:53', '1.1.1.1:54'], ['1.1.1.1:0'], ['x'], ['1.1.1.1:x'], ['1.1.1.1:99999'], ['[::1'],
  ['fe80::1%lo'], [''], [5], 'x']) {
  attempt(() => resolver.setServers(servers) || resolver.getServers());
}
for (const local of [[], [5], ['x'], ['127.0.0.1'], ['127.0.0.1', '::1'], ['::1'], ['127.0.0.1', '127.0.0.2'], ['127.0.0.1', 'x'], ['::1', '::2'], ['::1', '127.0.0.1'], ['0.0.0.0', '::0']]) {
  attempt(() => new dns.Resolver().setLocalAddress(...local));
}
for (const [address, port] of [[5, 22], [null, 22], ['x', 22], ['127.0.0.1', -1], ['127.0.0.1', null]]) attempt(() => dns.lookupService(address, port, () => {}));
console.log(dns.lookup('localhost', () => {}).constructor.name, dns.lookupService('127.0.0.1', 1, () => {}).constructor.name);

(async () => {
  // From 127.0.0.1 to a port where nobody listens.
  const refused = new dns.promises.Resolver({ timeout: 20000, tries: 1 });
  refused.setServers(['127.0.0.1:1']);
  refused.setLocalAddress('127.0.0.1');
  for (const [method, ...args] of [['resolve4', 'a.test'], ['resolve', 'a.test', 'MX'], ['resolveTxt', '']]) {
    await refused[method](...args).catch((error) => console.log(Object.entries(error), error.message));
  }
  // In the order of asking, and not before the one who cancels is done.
  resolver.setServers(['10.255.255.1']);
  const done = Promise.withResolvers();
  console.log(resolver.resolve4('b.test', (error) => console.log('1', error.code, error.message)).constructor.name);
  resolver.resolveMx('b.test', (error) => console.log('2', error.code));
  resolver.reverse('192.0.2.1', (error) => console.log('3', error.code));
  resolver.resolve6('b.test', (error) => {
    console.log('4', error.code);
    done.resolve();
  });
  resolver.cancel();
  console.log('cancelled');
  await done.promise;
})();
