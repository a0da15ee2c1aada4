exports.named = 5; exports.other = 6;
