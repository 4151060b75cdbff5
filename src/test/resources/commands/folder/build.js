for (const part of ['one', 'two', 'three']) console.log('built ' + part);
