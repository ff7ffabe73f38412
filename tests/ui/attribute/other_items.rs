pub struct Api;

#[errcat::catalog("ui/pass/three.toml")]
impl Api {
    #[errcat::catalog("ui/pass/three.toml")]
    pub const fn version(&self) -> u32 {
        1
    }
}

#[errcat::catalog("ui/pass/three.toml")]
/// A union is not an enum.
#[derive(Clone, Copy)]
pub union Bits {
    pub word: u32,
    pub bytes: [u8; 4],
}

#[errcat::catalog("ui/pass/three.toml")]
pub(crate) mod codes {
    pub const COUNT: usize = 3;
}

#[errcat::catalog("ui/pass/three.toml")]
macro_rules! code {
    () => {
        pub enum ErrorCode {}
    };
}

code!();

fn main() {
    let _ = (Api.version(), Bits { word: 1 }, codes::COUNT, size_of::<ErrorCode>());
}
