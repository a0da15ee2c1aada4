// Prints how many checks a second a list of so many subnets answers, and the
// microseconds of processor time for each.
const { BlockList } = require('net');
const [rules, seconds] = process.argv.slice(2).map(Number);
const list = new BlockList();
for (let i = 0; i < rules; i++) list.addSubnet(`10.${i >> 8}.${i & 255}.0`, 24);
const addresses = []; // every second one is in the list
for (let i = 0; i < 1000; i++) {
  const n = i * 7 % rules;
  addresses.push(`${10 + i % 2}.${n >> 8}.${n & 255}.7`);
}
let hits = 0, count = 0;
const start = process.hrtime();
const cpu = process.cpuUsage();
let spent = 0;
while (spent < seconds) {
  for (let i = 0; i < addresses.length; i++) if (list.check(addresses[i])) hits++;
  count += addresses.length;
  const [s, ns] = process.hrtime(start);
  spent = s + ns / 1e9;
}
if (hits * 2 !== count) throw new Error(`${hits} of ${count} addresses were in the list, want half`);
const { user, system } = process.cpuUsage(cpu);
console.log(count / spent, (user + system) / count);
