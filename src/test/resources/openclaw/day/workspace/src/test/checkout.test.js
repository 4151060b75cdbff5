// checkout.test.js waits for half a second, flaky on slow machines
