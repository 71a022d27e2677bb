// The network that an address counts as.
#include "identity/client_network.h"

#include <gtest/gtest.h>

namespace qidi::identity {
namespace {

TEST(ClientNetwork, AnIpv4AddressCountsForItselfInEitherSpelling) {
  EXPECT_EQ(network_of("192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("::ffff:192.0.2.7"), "192.0.2.7");
  EXPECT_EQ(network_of("::FFFF:c000:207"), "192.0.2.7");
  EXPECT_EQ(network_of("0:0:0:0:0:ffff:192.0.2.7"), "192.0.2.7");
}

TEST(ClientNetwork, AllAddressesOfASlash64AreOne) {
  EXPECT_EQ(network_of("2001:db8:0:1::1"), "2001:db8:0:1");
  EXPECT_EQ(network_of("2001:0DB8::1:ffff:ffff:ffff:ffff"), "2001:db8:0:1");
  EXPECT_EQ(network_of("2001:db8:0:1:1:2:3:4"), "2001:db8:0:1");
  EXPECT_EQ(network_of("2001:db8:0:2::1"), "2001:db8:0:2");
  EXPECT_EQ(network_of("fe80::1%eth0"), "fe80:0:0:0");
  EXPECT_EQ(network_of("::1"), "0:0:0:0");
  EXPECT_EQ(network_of("::"), "0:0:0:0");
}

TEST(ClientNetwork, WhatIsNoAddressCountsAsItself) {
  for (const auto* text : {"", "unix", ":", ":::", "1:2:3", "1::2::3", "12345::1", "::g", "::1.2.3",
                           "::1.2.3.400", "1:2:3:4:5:6:7:8:9", "1:2:3:4:5:6:7::8"}) {
    EXPECT_EQ(network_of(text), text);
  }
}

}  // namespace
}  // namespace qidi::identity
