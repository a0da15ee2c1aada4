// Prints how many addresses a second a list of RULES subnets checks, and the processor
// time for each in microseconds: blocklist.js RULES SECONDS.
const { BlockList } = require('net');
const [rules, seconds] = process.argv.slice(2).map(Number);
const list = new BlockList();
for (let i = 0; i < rules; i++) list.addSubnet(`10.${i >> 12}.${i >> 4 & 255}.${i << 4 & 255}`, 28);
const addresses = []; // every second one is in the list
for (let i = 0; i < 1000; i++) {
  const n = i * 7919 % rules; // spread over the whole list, however short it is
  addresses.push(`${10 + i % 2}.${n >> 12}.${n >> 4 & 255}.${n << 4 & 255 | 7}`);
}
let hits = 0, count = 0;
const start = process.hrtime();
const cpu = process.cpuUsage();
let spent = 0;
while (spent < seconds) {
  // More of them would take long in a list that is searched from its start.
  for (let i = 0; i < 200; i++, count++) if (list.check(addresses[count % addresses.length])) hits++;
  const [s, ns] = process.hrtime(start);
  spent = s + ns / 1e9;
}
if (hits * 2 !== count) throw new Error(`${hits} of ${count} addresses were in the list, want half`);
const { user, system } = process.cpuUsage(cpu);
console.log(count / spent, (user + system) / count);
