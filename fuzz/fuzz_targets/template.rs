//! Reads random bytes as a reply of many templates. The first byte selects the template.

#![no_main]

#[path = "../promises/template.rs"]
mod promises;

macro_rules! templates {
    ($($name:ident $path:literal)*) => {
        $(mod $name {
            #[errcat::catalog($path)]
            pub(super) enum ErrorCode {}
        })*

        const HOLD: &[fn(&[u8])] = &[$(promises::hold::<$name::ErrorCode>),*];
    };
}

templates! {
    cloudflare "tests/wire/shapes/cloudflare.toml"
    code_zero "tests/wire/shapes/code_zero.toml"
    github "tests/wire/shapes/github.toml"
    google "tests/wire/shapes/google.toml"
    json_api "tests/wire/shapes/json_api.toml"
    laravel "tests/wire/shapes/laravel.toml"
    openai "tests/wire/shapes/openai.toml"
    problem "tests/wire/shapes/problem.toml"
    slack "tests/wire/shapes/slack.toml"
    stripe "tests/wire/shapes/stripe.toml"
    telegram "tests/wire/shapes/telegram.toml"
    t0 "tests/wire/templates/0.toml"
    t1 "tests/wire/templates/1.toml"
    t2 "tests/wire/templates/2.toml"
    t3 "tests/wire/templates/3.toml"
    t4 "tests/wire/templates/4.toml"
    t5 "tests/wire/templates/5.toml"
    t6 "tests/wire/templates/6.toml"
    t7 "tests/wire/templates/7.toml"
    t8 "tests/wire/templates/8.toml"
    t9 "tests/wire/templates/9.toml"
    t10 "tests/wire/templates/10.toml"
    t11 "tests/wire/templates/11.toml"
    t12 "tests/wire/templates/12.toml"
    t13 "tests/wire/templates/13.toml"
    t14 "tests/wire/templates/14.toml"
    t15 "tests/wire/templates/15.toml"
    t16 "tests/wire/templates/16.toml"
    t17 "tests/wire/templates/17.toml"
    t18 "tests/wire/templates/18.toml"
    t19 "tests/wire/templates/19.toml"
    t20 "tests/wire/templates/20.toml"
    t21 "tests/wire/templates/21.toml"
    t22 "tests/wire/templates/22.toml"
    t23 "tests/wire/templates/23.toml"
    data_always "tests/wire/occurrences/always.toml"
    data_flat "tests/wire/occurrences/flat.toml"
    data_google "tests/wire/occurrences/google.toml"
    data_json_api "tests/wire/occurrences/json_api.toml"
    data_laravel "tests/wire/occurrences/laravel.toml"
    data_openai "tests/wire/occurrences/openai.toml"
    data_problem "tests/wire/occurrences/problem.toml"
    data_spread "tests/wire/occurrences/spread.toml"
    data_stripe "tests/wire/occurrences/stripe.toml"
}

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    if let Some((first, body)) = bytes.split_first() {
        HOLD[usize::from(*first) % HOLD.len()](body);
    }
});
