use crate::diagnostics::Bilingual;
use moxcms::{ColorProfile, DataColorSpace, ProfileClass, ProfileText};
use std::fmt;
use std::sync::Arc;

/// The shipped profile: coated paper, offset, FOGRA39. `profiles/README.md` tells where it comes from.
static COATED: &[u8] = include_bytes!("../../profiles/coated-fogra39.icc");

const DAMAGED: Bilingual = Bilingual::new("it is no ICC profile, or damaged", "它不是 ICC 特性文件，或者已损坏");
const NOT_OUTPUT: Bilingual = Bilingual::new(
    "it describes no printing condition (its class is not `prtr`)",
    "它描述的不是印刷条件（类别不是 prtr）",
);
const NOT_CMYK: Bilingual = Bilingual::new("its colours are not CMYK", "它的颜色空间不是 CMYK");
const TOO_NEW: Bilingual = Bilingual::new(
    "it is newer than ICC version 4, and PDF/X-4 takes no later one",
    "它的 ICC 版本高于 4，PDF/X-4 不接受",
);
const NO_WAY: Bilingual = Bilingual::new("it has no tables that lead to inks", "它没有通往油墨的转换表");

/// A printing condition: an ICC profile of an output device with the four process inks.
#[derive(Clone)]
pub struct Profile {
    bytes: Arc<[u8]>,
    parsed: Arc<ColorProfile>,
}

impl Profile {
    /// Checks and takes in a profile (ISO 15930-7, 6.2.3: class `prtr`, CMYK, ICC up to version 4). The error says what
    /// is wrong with it.
    pub fn read(bytes: Arc<[u8]>) -> Result<Profile, Bilingual> {
        // The header of every version (ICC.1, 7.2) has these at the same places.
        if bytes.get(36..40) != Some(b"acsp") {
            return Err(DAMAGED);
        }
        if bytes[8] > 4 {
            return Err(TOO_NEW);
        }
        let parsed = ColorProfile::new_from_slice(&bytes).map_err(|_| DAMAGED)?;
        if parsed.profile_class != ProfileClass::OutputDevice {
            return Err(NOT_OUTPUT);
        }
        if parsed.color_space != DataColorSpace::Cmyk {
            return Err(NOT_CMYK);
        }
        if parsed.lut_b_to_a_perceptual.is_none() && parsed.lut_b_to_a_colorimetric.is_none() {
            return Err(NO_WAY);
        }
        Ok(Profile { bytes, parsed: Arc::new(parsed) })
    }

    /// The shipped profile for coated paper (FOGRA39).
    pub fn coated() -> Result<Profile, Bilingual> {
        Profile::read(COATED.into())
    }

    /// The bytes of the file.
    pub fn bytes(&self) -> &[u8] {
        &self.bytes
    }

    /// What the profile calls itself.
    pub fn name(&self) -> Option<String> {
        let name = match self.parsed.description.as_ref()? {
            ProfileText::PlainString(text) => text.clone(),
            ProfileText::Localizable(all) => all.first()?.value.clone(),
            ProfileText::Description(text) => text.ascii_string.clone(),
        };
        let name = name.trim_matches(|c: char| c == '\0' || c.is_whitespace()).to_owned();
        (!name.is_empty()).then_some(name)
    }

    pub(super) fn parsed(&self) -> &ColorProfile {
        &self.parsed
    }
}

impl fmt::Debug for Profile {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.debug_struct("Profile").field("bytes", &self.bytes.len()).finish()
    }
}
