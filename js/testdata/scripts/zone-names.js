'use strict';
// The text of a date ends with the name of the zone.

const { spawnSync } = require('child_process');
if (process.argv[2] === 'show') {
  const show = (date) => [date.toString(), date.toTimeString(), String(date), `${date}`, date + ''];
  for (const text of new Set([...show(new Date(2024, 0, 15)), ...show(new Date(2024, 6, 15))])) console.log(text);
  console.log(new Date(NaN).toString(), Date().endsWith(new Date().toString().replace(/.* \(/, '(')), new Date(Date()).getTime() > 0, new Date(new Date(5000).toString()).getTime());
} else {
  console.log(Date.name, Date.length, Object.prototype.toString.call(new Date()), new (class Mine extends Date {})(5).getTime());
  for (const TZ of ['UTC', 'Europe/London', 'Europe/Dublin', 'Europe/Berlin', 'Europe/Athens', 'Europe/Moscow', 'America/New_York', 'America/Chicago', 'America/Los_Angeles',
    'Asia/Tokyo', 'Asia/Shanghai', 'Asia/Kolkata', 'Asia/Jerusalem', 'Asia/Manila', 'Australia/Sydney', 'Pacific/Auckland', 'Africa/Lagos', 'Pacific/Honolulu']) {
    const { stdout, stderr } = spawnSync(process.execPath, [__filename, 'show'], { env: { ...process.env, TZ }, encoding: 'utf8' });
    console.log(TZ + '\n' + stdout + stderr);
  }
}
