//! stub
use super::*;
/// Stub.
pub fn parse_address(text: &str) -> AddressParts { parse_address_in(text, &AddressContext::default()) }
/// Stub.
pub fn parse_address_in(text: &str, _context: &AddressContext<'_>) -> AddressParts {
    AddressParts { rest: text.to_owned(), ..AddressParts::unread() }
}
