use std::path::PathBuf;

/// The directory with the fonts that come with the tool: beside the executable, else that of the source tree the
/// executable was compiled in, else the user's own. None when there is none of them.
pub fn tool_fonts() -> Option<PathBuf> {
    let beside = std::env::current_exe().ok().and_then(|exe| Some(exe.canonicalize().ok()?.parent()?.join("fonts")));
    let compiled = Some(PathBuf::from(concat!(env!("CARGO_MANIFEST_DIR"), "/fonts")));
    let home = std::env::home_dir().map(|home| home.join(".local/share"));
    let data = std::env::var_os("XDG_DATA_HOME").map(PathBuf::from).filter(|path| path.is_absolute()).or(home);
    let user = data.map(|data| data.join("huoban/fonts"));
    [beside, compiled, user].into_iter().flatten().find(|directory| directory.is_dir())
}
