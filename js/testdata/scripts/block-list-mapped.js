'use strict';
// BlockList: IPv4 addresses in IPv6 form, rules that are there twice, and arguments that are wrong in other ways.

const net = require('net');
function rule(f,...checks){const l=new net.BlockList();f(l);console.log(l.rules.join(';'),'|',checks.map(c=>c+'='+l.check(c,c.includes(':')?'ipv6':'ipv4')).join(' '))}
const C=['1.2.3.4','::ffff:1.2.3.4','1.2.3.5','::ffff:1.2.3.5','::1','::1.2.3.4','9.9.9.9','0.0.0.0','::ffff:9.9.9.9','::fffe:1.2.3.4','fe80::1','2001:db8::1'];
rule(l=>l.addAddress('1.2.3.4'),...C);
rule(l=>l.addAddress('::ffff:1.2.3.4','ipv6'),...C);
rule(l=>l.addSubnet('::ffff:1.2.3.4',128,'ipv6'),...C);
rule(l=>l.addSubnet('::ffff:1.2.3.4',96,'ipv6'),...C);
rule(l=>l.addSubnet('::ffff:1.2.3.4',104,'ipv6'),...C);
rule(l=>l.addSubnet('::ffff:1.2.3.4',80,'ipv6'),...C);
rule(l=>l.addSubnet('::',0,'ipv6'),...C);
rule(l=>l.addSubnet('::',64,'ipv6'),...C);
rule(l=>l.addSubnet('0.0.0.0',0),...C);
rule(l=>l.addSubnet('1.2.3.4',31),...C);
rule(l=>l.addSubnet('1.2.3.4',30),...C);
rule(l=>l.addRange('::','ffff::','ipv6'),...C);
rule(l=>l.addRange('::ffff:1.2.3.4','::ffff:1.2.3.9','ipv6'),...C);
rule(l=>l.addRange('1.2.3.4','1.2.3.9'),...C);
rule(l=>l.addRange('::1','::ffff:1.2.3.4','ipv6'),...C);
rule(l=>l.addSubnet('::',95,'ipv6'),...C);
rule(l=>{l.addAddress('1.2.3.4');l.addAddress('::ffff:1.2.3.4','ipv6')},...C);
rule(l=>{l.addAddress('1.2.3.4');l.addAddress('::ffff:1.2.3.4','ipv6');l.removeAddress('1.2.3.4')},...C);
rule(l=>{l.addAddress('1.2.3.4');l.removeAddress('::ffff:1.2.3.4','ipv6')},...C);
rule(l=>{l.addAddress('::ffff:1.2.3.4','ipv6');l.removeAddress('1.2.3.4')},...C);
rule(l=>{l.addSubnet('10.0.0.0',8);l.addSubnet('10.0.0.0',8);l.addSubnet('10.1.0.0',8);console.log(l.size)});
rule(l=>{l.addSubnet('10.0.0.0',8);l.addSubnet('10.0.0.0',8);l.removeSubnet('10.0.0.0',8);console.log(l.size)});
rule(l=>{l.addSubnet('10.0.0.0',8);l.addSubnet('11.0.0.0',8);l.addSubnet('10.0.0.0',8)});
rule(l=>{l.addRange('10.0.0.0','10.0.0.9');l.addRange('10.0.0.0','10.0.0.9');console.log(l.size);l.removeRange('10.0.0.0','10.0.0.9');console.log(l.size)});
rule(l=>{l.addRange('10.0.0.0','10.0.0.9');l.addRange('11.0.0.0','11.0.0.9');l.addRange('10.0.0.0','10.0.0.9');});
rule(l=>{l.addRange('10.0.0.0','10.0.0.9');l.addSubnet('10.0.0.0',8);l.addRange('12.0.0.0','12.0.0.9');l.addAddress('1.1.1.1');l.addSubnet('11.0.0.0',8);});
rule(l=>{l.addAddress(new net.SocketAddress({address:'1.1.1.1',port:5}));l.addAddress('1.1.1.1');console.log(l.size,l.check(new net.SocketAddress({address:'1.1.1.1',port:7})));l.removeAddress('1.1.1.1');console.log(l.size,l.check('1.1.1.1'))},...C);
rule(l=>{l.addAddress('fe80::1%lo','ipv6')},'fe80::1','fe80::1%lo','fe80::1%1');
rule(l=>{l.addAddress('fe80::1','ipv6')},'fe80::1','fe80::1%lo');
for(const f of [l=>l.addSubnet('1.2.3.4'),l=>l.addSubnet('1.2.3.4',8,'x'),l=>l.addSubnet('1.2.3.4',8,1),l=>l.addSubnet(new net.SocketAddress(),8),l=>l.addSubnet(new net.SocketAddress(),'8'),l=>l.addRange('1.2.3.4'),l=>l.addRange('1.2.3.4',5),l=>l.addRange(1,5),l=>l.addRange('1','2',3),l=>l.addRange('1','2','x'),l=>l.addRange(new net.SocketAddress(),'2'),l=>l.addRange('1.1.1.1',new net.SocketAddress({address:'::2',family:'ipv6'})),l=>l.addRange(new net.SocketAddress(),new net.SocketAddress({address:'::2',family:'ipv6'})),l=>l.removeRange('2.2.2.2','1.1.1.1'),l=>l.removeRange('2','1'),l=>l.removeRange(1),l=>l.removeSubnet('1.1.1.1',99),l=>l.removeSubnet('x',9),l=>l.removeSubnet(1),l=>l.removeSubnet('1.1.1.1','8'),l=>l.addAddresses(['1.1.1.1',5]),l=>l.addAddresses(['1.1.1.1'],'ipv6'),l=>l.addAddresses(['1.1.1.1'],4),l=>l.addAddresses([],4),l=>l.addAddresses([],'x'),l=>l.addAddresses([new net.SocketAddress()]),l=>l.addAddresses(['2.2.2.2','x']),l=>l.addCIDRs(['1.1.1.1/8','x']),l=>l.addCIDRs(['1.1.1.1/8',1]),l=>l.addAddress(net.SocketAddress),l=>l.check('1.1.1.1',undefined),l=>l.addAddress('1.1.1.1',undefined),l=>l.addAddress(new net.SocketAddress(),5),l=>l.check(new net.SocketAddress(),5),
 l=>net.BlockList.prototype.check.call({},'1.1.1.1'),l=>net.BlockList.prototype.addAddress.call({},'1.1.1.1'),l=>net.BlockList.prototype.rules,l=>net.BlockList.isBlockList(),l=>net.BlockList.isBlockList(net.BlockList.prototype),l=>net.SocketAddress.prototype.address,l=>net.SocketAddress.prototype.port,
 l=>l.addCIDR('::ffff:1.2.3.4/96'),l=>l.addCIDR('1.2.3.4/008'),l=>l.addCIDR('1.2.3.4/+8'),l=>l.addCIDR('1.2.3.4/8x'),l=>l.addCIDR('1.2.3.4/0'),l=>l.addCIDR('1.2.3.4/-0'),l=>l.addCIDR('1.2.3.4/1e1'),l=>l.addCIDR(' 1.2.3.4/8'),l=>l.addCIDR('a::b::c/8'),l=>l.addCIDR('1.2.3.4/99999999999999999999'),l=>l.removeCIDR('x/8'),l=>l.removeCIDR('1.2.3.4/99'),
 l=>l.fromJSON(['Address: IPv4 1.2.3.4','Range: IPv4 1.1.1.1-1.1.1.4','Subnet: IPv6 ::/3','foo',' Address: IPv4 1.2.3.5','Address: IPv4  1.2.3.5','Address: IPv5 1.2.3.5','address: ipv4 1.2.3.6','Address: IPv4 1.2.3.7 ','Address: IPv4 1.2.3.8/7','Subnet: IPv4 1.1.1.1','Subnet: IPv4 1.1.1.1/x','Range: IPv4 2.2.2.2']),
 l=>l.fromJSON(['Range: IPv4 2.2.2.2-1.1.1.1']),l=>l.fromJSON(['Address: IPv6 1.1.1.1']),l=>l.fromJSON(['Address: IPv4 ::1']),l=>l.fromJSON(['Address: IPv4 999.1.1.1']),l=>l.fromJSON('"x"'),l=>l.fromJSON('5'),l=>l.fromJSON('["Address: IPv4 1.1.1.1", 5]'),l=>l.fromJSON('{}'),l=>l.fromJSON('null'),l=>l.fromJSON(['Subnet: IPv4 1.1.1.1/33']),l=>l.fromJSON(['Subnet: IPv4 1.1.1.1/-3']),l=>l.fromJSON(['Address: IPv6 ::1','Subnet: IPv6 fe80::/10','Range: IPv6 ::1-::5']),l=>l.fromJSON(['Address: IPv6 fe80::1%lo']),l=>l.fromJSON(['Subnet: IPv4 1.1.1.1/8/9','xSubnet: IPv4 2.1.1.1/8y']),
]){const l=new net.BlockList();try{console.log(String(f),'=>',f(l),l.rules.join(';'))}catch(e){console.log(String(f),'=> !',e.name,e.code,e.message,l.rules.join(';'))}}
