// after keys.inc
const enc = `-----BEGIN ENCRYPTED PRIVATE KEY-----
MIIFNTBfBgkqhkiG9w0BBQ0wUjAxBgkqhkiG9w0BBQwwJAQQB5F3JKicxuTQdDAS
9qMoUgICCAAwDAYIKoZIhvcNAgkFADAdBglghkgBZQMEASoEEEHYgEMuz8w+fEkp
Hk4pzEEEggTQDZHWCNDiqZI5wQqN1FGi4M51CupvvwUU4F1V/x1VbizJHZtp4Hh6
fNqK5fGNYN4TmgrAwPuymRgDp4567AIifR1bCQYW66WbCg9m91Z1ncNmfkXzNWSD
KzKn4I0ROsUF3guQLNAqu7PKyRZ48jqzzN1GmW0S2Hb/W/P2C0CdAHK9vAr6fmuC
htc8WUo4xdoLi5LifRlCaZHfkKSeDjlrw9+fZuPS50AosTL78V2+k6LAYM/aIL9V
RN/o/jZOsZm8XFEHFLHngSEXsnOEPPyih/5Bc3cS2UNGrSk8mJ846SaTWOTgKAGX
qGf5cO+MsWmFbM3bQoQCu6YaPBUPq14f1HewY2X/VlyegS/XewpApn0oMQkLaLyi
kSYwiUwkmIXKfxFObipwbkHTiCMHegHgG1sH2EssDW9t4ahji8Rpt3/VILi+YXIN
pktB9/+ZRQczlSaYx6wy4E1l3dZzRrsAD7c3IUJsTtSnwgibInjYhCn3AVcnpnSd
nawBTGXKHy7UuPmlYsjcl37T/oMdCGRQT4JN5/ZL7x0xlXBrpEiaJnXPkkTmYQcu
lhsHAs4EKbvRGhpVYnT6xtmOpgdU7UOKxgeF3DHUSj0+TzbPPLlj8bxSFk2S0nhH
jzqp5lP5Rn7AreGhj0PwA1jKWx+JRR7BacjIEKSoXfDq6rnrjYbnMRmaIYIzUaXo
fgzGv+Bn7erqnH79hd9TtHAXhNQuiI4vV9Te7StUMWjeYX6IDg5KQNTk2f+vthxQ
iSVpuGUqqsTe8me3hQsdbCiLvJ34qnpyGuAVBqgUG9k1jdfWLe4fDqqM+2GbfSdB
0i5/lynpSeun88Q4u/QJoqr9+1LkZBaN4ON7EbLMNoobkPWteBwJF2F2O8rct7xA
xH/I6hhiYjMssnQqVzGFrjY7GzfAI2s4DTwDrCFidOYg/5rjKgXEvv8FrLmijm/d
EX07dJJL6hcLB+7qUuM36NkPFHE7hne3um4/i8HBUuDleipCcYB+3v5IbljSy9Jz
vjWxKpjWjfhsSx3S1DK/FuQ7aP/8Al7hKJa7FUeY5TngboNNE3DKzOGQ7fn1VqEp
tMr9iiUa45RD96cK7sSEE/hIDA1u1xhsKIAzOouWvMMRQ/licjUuSz6M0rhbwg62
mHvwv4K6paNVh+8wwaXoMRvvQIZknWOmFhOAQT/FHC5ZS2KYQ4UpfG9sI0cqWLMU
YVun6hNcaElphNvNyZdh56NrDpRI4Q4vGWI9+d5DWPEM9Vx3G+BdpqxVnQ307Vya
XGMCzdQU6feGYJM2kAjRDitVAV3OjSRmQLn9+/DJ6ucLosyicLxQWrWCYauuHn4a
TEmGq987c2u68eHrQC/F9Xx0jh/Cyy9gDvNoadOhs3habd+nDggfcuX8LT1j50Vq
0A7hiWzyr0MHPbhlLUNtOZpnqZlbZ8/0/+MF1SNe8NT/OD9hw5uNE5K9sqrhSFAj
u+2TRfgkobhCrbeI0GwCjO3fc2P9Yi6JrpL9OJk+wTSFaIKytdRFaTmo0FKmHyqp
ksl8MHUHhMLnVWYtSlPrxSU2f7SIYLHR73XXldKt/W1SVYSj+/1F7BVstm7zJ9Lr
lfZavJ0hPrqDVCdW93DbvB6jyF/yMzwh0N8syKoJTbjONzJXTs2WA5o=
-----END ENCRYPTED PRIVATE KEY-----
`;
const leg = `-----BEGIN RSA PRIVATE KEY-----
Proc-Type: 4,ENCRYPTED
DEK-Info: AES-256-CBC,10E7818717384086A8CC052C834B2156

0G6IXeCPhrrqBEd9zbMf6eaDjOkOLImYXkN07G/vmJOqXEhzPDum7yR4Dt8HW5bl
OsLTJjiTcNX/sID3UPLyTtmqpeEohjxRgo3JHbTbhIsb4VuvFhH9EtxlogxCSkqj
LYJkbh02Hp4Oh96khq7ewnUgQ/ODnXNWP2+xT8CzrYtCIkgVZHIM7PK/Yu1gAlWB
c1SxJKC9AgBxVaBmWaGyVbxnw77zW2IuWPI4lrvRLzT581byOuIdBHLYKeomrw45
8CqMOKqao+/zJ4atJW7bt36BiQGu1GgfktNUSKPMTYOm7YIz2xn1SjdBK1CYYKcz
ccmfIKWE9MB2M1+O4Pp7w3beyVWKQqkjyLlDy3CqOXWWTNE7p9qHsmlsUVIzUjIa
txriAXqNQlrIwvL3/nYW/2nnYi3Y2c0yRngc4T3OL+wopfP1LGrDMeGesECCeg8J
3mwTCyVg0R+H+MU/rwJxfYdsQYpqg5nG+K0hkBcg9sygMbX02Mbhhc2V7+x+iz1I
t1qPy+lXTd0yuj43fBEFOOGOxySjAEMkW3jdDKSVWLIPkNol3Z1IgY06K+vBnAnq
FIDfR9MohirCdJv6NvZusRyYdoVQeGe9bxZY8W4yhJF50Qi/rxnLZGwmtEmjUyDl
4erd2HPgrIm15WmXn8WCN1R/0/hEQV3Q7epkpw7Y9Q2nAGZX4a+jsLNjWitX6Ggc
TnpVMWWcdQxP8xcNFde//gEtztRH0VPx9wQOPLDMZYV5LDvcaZw9XrFF3KU+a7DV
A4BQHisPg/HjJVzNN9pC27iMM2QcySP9vD07rwY6P6khs7zY0bmsXGnVa+3bTmT/
Nvk7b5wymUcxXsGdhb0mNVdsuAJ5GC8YvbySNSV5z8Uec40S2aSNBJ9l59AbjqBK
pdiwKnI/coKJJqo1NsJF6D9HTpA+mkocgkn4ThN/7o0BzZteHFhOMQZ8BDIbpevG
nMFXwH9jkSNcGtOGtzbwBzE/Qm8lxFqbi49+xFUjokWnPHhipdZr1mFJf6ERPBqW
z6LSsVWyEh1JIO/jGkqrxxhRxS9bgeO/XEnTddPoNNpmPkhrY0rPxs4bFJWplG0V
tdsTWmNbsj6VE8nhOTXi0Qtxr91PniHo1LVXu2HjTc9HuAE692L1MxmIn2Rbb0P8
Vq8sPymRmvFPucCrxqczS4KdlOKFVxCUnQitEdRr/XtkdJOa/Wl5cGd7z1ysolqO
C9LkmIjgbxk0tP5uKJNy4e+5/0coqKnJGKkpTBGBgJCjeuCkXSJ+8cae3qZXxhXR
xkzJM6Lba/tq50LM+D75FHv2M/gjMVeo8vvHbWA0ht45DBkG5vdpELhQtVzPwwUP
0p+Yn1Hd4SX3SboxiiECjnlyB5qi0x/lTYEw0pNRrXYMZS9/Tp5sGIXREJ93V0xy
u9G3CKdQNovlO05OWMrvdP3upz/BefuuvkhZoICAn679dQTQLzssV6as3K8cuOA4
VBfvRMlW3/nt26ZLJ3NYDeLikPGUbloz+2k7PEyjT6OCDRz+OW28HWPANQJoXhy2
uCdjtcDPltlTuFrG2UNsVtUUAFD0Pnx0olsUfPZA/5wn+GR+FOmn+0wuEA2Df/uw
-----END RSA PRIVATE KEY-----
`;
const k=c.createPrivateKey(rsaPEM);
t('nopass',()=>c.createPrivateKey(enc).type);t('bad pass',()=>c.createPrivateKey({key:enc,passphrase:'x'}).type);t('ok',()=>c.createPrivateKey({key:enc,passphrase:'pw'}).equals(k));
t('nopass',()=>c.createPrivateKey(leg).type);t('bad pass',()=>c.createPrivateKey({key:leg,passphrase:'x'}).type);t('ok',()=>c.createPrivateKey({key:leg,passphrase:Buffer.from('pw')}).equals(k));
t('pub from enc',()=>c.createPublicKey(enc).type);t('pub from enc',()=>c.createPublicKey({key:enc,passphrase:'pw'}).type);t('pub from enc',()=>c.createPublicKey({key:enc,passphrase:'x'}).type);
t('bad passphrase type',()=>c.createPrivateKey({key:enc,passphrase:5}));
t('long',()=>c.createPrivateKey({key:enc,passphrase:'x'.repeat(2000)}));
const der=k.export({type:'pkcs8',format:'der',cipher:'aes-128-cbc',passphrase:'pw'});
t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8'}));t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8',passphrase:'x'}));t('der',()=>c.createPrivateKey({key:der,format:'der',type:'pkcs8',passphrase:'pw'}).type);
t('pub pem to priv',()=>c.createPrivateKey(c.createPublicKey(k).export({type:'spki',format:'pem'})));
t('cert to priv',()=>c.createPrivateKey(cert));
t('cert to pub',()=>c.createPublicKey(cert).asymmetricKeyType);
t('broken',()=>c.createPrivateKey('-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN RSA PUBLIC KEY-----\nAAAA\n-----END RSA PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCA\n-----END PUBLIC KEY-----'));
t('broken',()=>c.createPublicKey('-----BEGIN PUBLIC KEY-----\nMIIBIj'));
t('broken',()=>c.createPrivateKey('-----BEGIN RSA PRIVATE KEY-----\nMIIBIjANBgkqhkiG9w0BAQEFAAOCA\n-----END RSA PRIVATE KEY-----'));
t('broken',()=>c.createPrivateKey('-----BEGIN EC PRIVATE KEY-----\nAAAA\n-----END EC PRIVATE KEY-----'));
t('zz',()=>c.createPrivateKey('-----BEGIN ZZ-----\nAAAA\n-----END ZZ-----'));
t('jwk',()=>c.createPrivateKey(ecPEM).export({format:'jwk'}));
t('jwk',()=>Object.keys(k.export({format:'jwk'})));
t('det',()=>c.createPrivateKey(ecPEM).asymmetricKeyDetails);
t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'jwk'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export());t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'zz'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export({format:'buffer'}));t('sec',()=>c.createSecretKey(Buffer.from('abc')).export(5));
t('sec',()=>c.createSecretKey(Buffer.from('abc')).symmetricKeySize);
for (const type of ['rsa','rsa-pss','ec','ed25519','x25519','dh']) t(type,()=>{ const o={rsa:{modulusLength:1024},'rsa-pss':{modulusLength:1024,hashAlgorithm:'sha256',saltLength:16},ec:{namedCurve:'P-256'},dh:{group:'modp5'},dsa:{modulusLength:1024}}[type]||{}; const {privateKey:p,publicKey:q}=c.generateKeyPairSync(type,o); const r=[p.asymmetricKeyType,show(p.asymmetricKeyDetails)]; for(const f of ['pkcs1','pkcs8','spki','sec1','jwk','raw','raw-private','raw-public','raw-seed']) for (const z of [p,q]) try{ const v=z.export(/raw|jwk/.test(f)?{format:f}:{type:f,format:'pem'}); r.push(f+' '+z.type+' '+(typeof v==='string'?v.split('\n')[0]:v instanceof Uint8Array?v.length:Object.keys(v))) } catch(e){r.push(f+' '+z.type+' '+e.code+' '+e.message)}; return r.join('\n  ')});
