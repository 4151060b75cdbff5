if (flags.isEnabled('new-cart')) show(cart);
