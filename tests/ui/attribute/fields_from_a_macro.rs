macro_rules! codes {
    ($name:ident, $ty:ty) => {
        #[errcat::catalog("ui/pass/three.toml")]
        pub enum $name {
            NotFound($ty),
            Busy,
            WrongPassword,
        }
    };
}

codes!(ErrorCode, u8);

fn main() {
    let _ = error_code::Failure::new(ErrorCode::NotFound);
}
