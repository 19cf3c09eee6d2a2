//! Looks into a packet of metadata (ISO 16684-1) as far as a preflight does: a property is an element or an attribute.

/// The text of the first property of this name, for instance `pdf:Trapped`.
pub(super) fn value<'t>(packet: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = packet;
    while let Some(at) = rest.find(name) {
        let before = rest[..at].chars().next_back();
        rest = &rest[at + name.len()..];
        let attribute = rest.strip_prefix("=\"").and_then(|after| after.split('"').next());
        let element = (before == Some('<')).then(|| rest.strip_prefix('>')?.split('<').next()).flatten();
        if let Some(text) = element.or(attribute.filter(|_| before.is_some_and(char::is_whitespace))) {
            return Some(text.trim());
        }
    }
    None
}

/// Whether the packet binds this prefix to this name space.
pub(super) fn binds(packet: &str, prefix: &str, space: &str) -> bool {
    packet.contains(&format!("xmlns:{prefix}=\"{space}\""))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_is_an_element_or_an_attribute() {
        let packet = r#"<x pdf:Trapped="True" other:pdf:Version="1"><pdf:Version> 2 </pdf:Version></x>"#;
        assert_eq!(value(packet, "pdf:Trapped"), Some("True"));
        assert_eq!(value(packet, "pdf:Version"), Some("2"));
        assert_eq!(value(packet, "pdf:Nothing"), None);
        assert!(!binds(packet, "pdf", "http://ns.adobe.com/pdf/1.3/"));
    }
}
