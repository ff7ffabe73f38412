//! The catalogs, each with its fixtures.

use errcat::{Code, Failure};

use crate::bodies::fixtures;
use crate::fixture::{Fixture, fixture};
use crate::generated;

/// A catalog: its file for TypeScript, and bodies.
pub(crate) struct Case {
    pub(crate) name: &'static str,
    pub(crate) file: String,
    pub(crate) fixtures: Vec<Fixture>,
}

/// A list of failures with params. The catalogs of occurrences share theirs.
macro_rules! with_params {
    ((@occurrences)) => {
        with_params! { (
            SlowDown { seconds: 60, what: "call".to_owned() }
            EveryType { text: "a\"\u{2028}".to_owned(), boolean: true, small: 1, large: 2, minus: -3, deep: -4, fraction: 0.5 }
            Overloaded { shard: 7 }
        ) }
    };
    (($($row:ident { $($params:tt)* })*)) => {
        vec![$(error_code::$row { $($params)* }.into()),*]
    };
}

/// Declares catalogs. In parentheses are failures with params. After them are bodies of peers.
macro_rules! catalogs {
    ($($name:ident $path:literal $rows:tt $([$($body:literal)*])?)*) => {
        $(#[allow(dead_code, reason = "not every catalog is used by its module")]
        #[allow(deprecated, reason = "a catalog without `[http]` gets a warning")]
        mod $name {
            #[errcat::catalog($path)]
            pub(super) enum ErrorCode {}

            pub(super) fn with_params() -> Vec<errcat::Failure<ErrorCode>> {
                with_params! { $rows }
            }
        })*

        /// Every catalog.
        pub(crate) fn cases() -> Vec<Case> {
            vec![$(case(stringify!($name), $path, $name::with_params, &[$($($body),*)?])),*]
        }
    };
}

fn case<C: Code>(
    name: &'static str,
    path: &str,
    with_params: fn() -> Vec<Failure<C>>,
    bodies: &[&str],
) -> Case {
    let mut fixtures = fixtures(with_params);
    for body in bodies {
        fixtures.extend([None, Some(200), Some(422)].map(|status| fixture::<C>(body, status, true)));
    }
    Case { name, file: generated(path), fixtures }
}

catalogs! {
    platform "../../error_codes.toml" (RequestTooFast { seconds: 60 })
    cloudflare "../wire/shapes/cloudflare.toml" ()
    code_zero "../wire/shapes/code_zero.toml" ()
    github "../wire/shapes/github.toml" ()
    google "../wire/shapes/google.toml" () [
        r#"{"error":{"details":[{"@type":"type.googleapis.com/google.rpc.Help","links":[]},{"domain":"library.example.com","reason":"QUOTA_EXCEEDED","@type":"type.googleapis.com/google.rpc.ErrorInfo"}],"code":429}}"#
    ]
    json_api "../wire/shapes/json_api.toml" (TitleTooLong { most: 7 })
    laravel "../wire/shapes/laravel.toml" ()
    openai "../wire/shapes/openai.toml" (RateLimitExceeded { param: "n".to_owned() })
    problem "../wire/shapes/problem.toml" ()
    problem_type "../wire/shapes/problem_type.toml" () [
        r#"{"type":{},"detail":"no"}"# r#"{"type":["a"]}"# r#"{"type":"about:blank"}"# r#"{"kind":{}}"#
    ]
    slack "../wire/shapes/slack.toml" ()
    stripe "../wire/shapes/stripe.toml" (ParameterMissing { param: "amount".to_owned() })
    telegram "../wire/shapes/telegram.toml" ()
    occurrences_always "../wire/occurrences/always.toml" (@occurrences)
    occurrences_defaults "../wire/occurrences/defaults.toml" () [
        r#"{"ok":false,"retry":true,"error":{"code":"newer","text":"wait"}}"# r#"{"ok":false,"retry":"false","error":{"code":"newer","text":"wait"}}"#
    ]
    occurrences_details "../wire/occurrences/details.toml" (@occurrences) [
        r#"{"error":{"code":"slow_down","message":"wait","details":{"trace":"inner"}},"trace":"outer"}"#
    ]
    occurrences_flat "../wire/occurrences/flat.toml" (@occurrences)
    occurrences_google "../wire/occurrences/google.toml" (@occurrences)
    occurrences_json_api "../wire/occurrences/json_api.toml" (@occurrences)
    occurrences_laravel "../wire/occurrences/laravel.toml" (@occurrences)
    occurrences_openai "../wire/occurrences/openai.toml" (@occurrences)
    occurrences_places "../wire/occurrences/places.toml" (@occurrences)
    occurrences_problem "../wire/occurrences/problem.toml" (@occurrences)
    occurrences_spread "../wire/occurrences/spread.toml" (@occurrences)
    occurrences_stripe "../wire/occurrences/stripe.toml" (@occurrences)
    odd_again "../wire/odd_shapes/again.toml" (SlowDown { seconds: 60 }) [
        r#"{"ok":0,"code":"new","retry":"soon","error":{"retry":true}}"# r#"{"ok":0,"code":"new","retry":true,"error":{"retry":"soon"}}"#
        r#"{"ok":0,"code":"new","say":["x"]}"# r#"{"ok":1,"meta":{"at":"2017-10-09T08:48:34Z"}}"# r#"{"ok":-0,"code":"slow_down"}"#
        r#"{"ok":0,"code":"slow_down","params":{"seconds":60.0}}"#
    ]
    odd_causes "../wire/odd_shapes/causes.toml" () [
        r#"{"error":{"root_cause":[],"type":"bad","reason":"b","phase":{"a":1}},"status":400.0}"#
        r#"{"error":{"type":"bad","root_cause":[{"type":null,"reason":5}],"reason":"b"},"status":999}"#
        r#"{"header":{"name":"busy","wait":"in 9 s","status":"429"},"error":{},"wait":"soon"}"#
        r#"{"header":{"name":5,"wait":[]},"error":{"reason":6,"type":true}}"#
        r#"{"wait":64.0,"error":{"type":"busy"}}"#
        r#"{"error":{"type":"bad","reason":{"a":1},"phase":["fetch"]},"wait":[7],"status":{}}"#
        r#"{"error":{"type":["bad"],"reason":"b"},"wait":null}"#
        r#"{"header":{"name":{"a":1},"wait":"soon"},"error":{"reason":null}}"#
    ]
    odd_deep "../wire/odd_shapes/deep.toml" () [
        r#"{"errors":[]}"# r#"{"errors":[{"kind":"warning"}]}"# r#"{"message":"no route"}"#
        r#"{"detail":"of a proxy","errors":[{"kind":"error","code":"gone"}]}"#
    ]
    odd_elements "../wire/odd_shapes/elements.toml" (Gone { part: "b".to_owned() }) [
        r#"{"errors":[{"kind":"a","part":"b","code":"gone"}]}"#
    ]
    odd_paths "../wire/odd_shapes/paths.toml" () [
        r#"{"ok":false,"code":"gone","errors":{"card":["a","b"]},"card":["a","b"],"name":["c"],"other":1}"#
    ]
    odd_left_out "../wire/odd_shapes/left_out.toml" () [
        r#"{"errors":["x",{"kind":"a","code":"slow_down"}]}"# r#"{"errors":[{"kind":"b"}]}"#
    ]
    odd_left_out_of_two "../wire/odd_shapes/left_out_of_two.toml" () [
        r#"{"errors":[{"kind":"a","text":"t"},{"kind":"a","part":"b","code":"slow_down"}]}"#
    ]
    odd_listed "../wire/odd_shapes/listed.toml" () [
        r#"{"type":"request","errors":[{"kind":"a","part":"b","code":"gone"},{"kind":"a","text":"lost"}]}"#
    ]
    odd_places "../wire/odd_shapes/places.toml" ()
    odd_request "../wire/odd_shapes/request.toml" ()
    odd_rpc "../wire/odd_shapes/rpc.toml" (InvalidParams { name: "n".to_owned() }) [
        r#"{"error":{"code":-32602,"message":["no"],"data":"the name"},"id":4}"# r#"{"message":"of a gateway"}"#
    ]
    odd_state "../wire/odd_shapes/state.toml" ()
    odd_text "../wire/odd_shapes/text.toml" () [r#"{"code":"WARN-gone"}"# r#"{"code":5}"# r#"{"code":"ERR-"}"# r#"{"summary":{"en":"x"}}"#]
    odd_times "../wire/odd_shapes/times.toml" () [
        r#"{"code":"gone","at":"2017-10-09T08:53:18Z","seconds":1}"# r#"{"seconds":1,"at":"2017-10-09T08:53:18Z","code":"gone"}"#
        r#"{"code":"gone","at":"soon","seconds":1}"#
    ]
    odd_twice "../wire/odd_shapes/twice.toml" (NoShard { shard: 7 })
    odd_whole "../wire/odd_shapes/whole.toml" () [
        r#"{"ok":false,"code":"invalid","errors":[{"message":"a","field":null},{"message":"b","source":{"pointer":"/c/0"}}]}"#
        r#"{"ok":false,"code":"invalid","errors":[{"field":null,"source":{"pointer":"/c"}},{"field":"d","source":{"pointer":null}}]}"#
    ]
    odd_zero "../wire/odd_shapes/zero.toml" () [r#"{"code":"0","id":7}"# r#"{"id":7,"code":0}"# r#"{"code":"40001"}"# r#"{"code":40001.0}"# r#"{"code":40001.5}"#]
    template_0 "../wire/templates/0.toml" ()
    template_5 "../wire/templates/5.toml" ()
    template_9 "../wire/templates/9.toml" ()
    template_12 "../wire/templates/12.toml" ()
    template_17 "../wire/templates/17.toml" ()
    template_23 "../wire/templates/23.toml" ()
    hostile "hostile.toml" (Proto { constructor: "c".to_owned(), to_string: 3 }) [
        // The first code is a former name, and the second is not known.
        r#"{"it's":"failed\u2028","toString":"valueOf","__proto__":{"constructor":"c","hasOwnProperty":1}}"#
        r#"{"it's":"failed\u2028","toString":"toString","params":{"__proto__":{"a":1}}}"#
    ]
}
