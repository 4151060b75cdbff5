const asking = require('node:readline').createInterface({ input: process.stdin, output: process.stdout });
asking.question('Ok to proceed? (y) ', (answer) => {
  console.log('answered ' + answer);
  asking.close();
});
