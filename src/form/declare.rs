//! The macro that declares a form; it repeats names and holds no behaviour.

/// Declares a form: a plain struct, and the table of its fields beside it.
///
/// ```text
/// form! {
///     /// What it is.
///     pub struct Visit as "visit" ("visit", "拜访") {
///         day: Day = "Day", "日期" => .help("…", "…").source("F08");
///         minutes: Option<i64> = "Minutes", "时长（分钟）";
///     }
///     rules Visit::day_order;          // looks at more than one field
/// }
/// ```
#[macro_export]
macro_rules! form {
    (
        $(#[$meta:meta])*
        pub struct $Name:ident as $key:literal ($en:literal, $zh:literal) {
            $( $(#[$fmeta:meta])* $field:ident : $Type:ty = $fen:literal, $fzh:literal
               $( => $( . $with:ident ( $($arg:expr),* $(,)? ) )+ )? ; )*
        }
        $( rules $rules:expr; )?
    ) => {
        $(#[$meta])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $Name { $( $(#[$fmeta])* pub $field: $Type ),* }

        impl $crate::form::Form for $Name {
            const NAME: &'static str = $key;
            const LABEL: $crate::words::Text = $crate::words::t($en, $zh);
            const FIELDS: &'static [$crate::field::Field] = &[
                $( $crate::field::Field::of::<$Type>(
                    stringify!($field),
                    $crate::words::t($fen, $fzh),
                ) $( $( . $with ( $($arg),* ) )+ )? ),*
            ];

            fn read(reader: &mut $crate::form::Reader<'_>) -> Option<Self> {
                // Every field is read before any is required, so that all
                // problems are found at once.
                $( let $field = reader.take::<$Type>(); )*
                Some(Self { $( $field: $field? ),* })
            }

            fn cells(&self) -> Vec<$crate::value::Cell> {
                vec![ $( $crate::value::Value::cell(&self.$field) ),* ]
            }

            fn store(&self) -> Vec<$crate::value::Stored> {
                vec![ $( $crate::value::Value::store(&self.$field) ),* ]
            }

            fn load<'r>(
                next: &mut dyn FnMut() -> $crate::value::Found<'r>,
            ) -> Result<Self, &'static str> {
                Ok(Self { $(
                    $field: $crate::value::Value::load(next()).ok_or(stringify!($field))?
                ),* })
            }

            $( fn rules(&self) -> Vec<$crate::problem::Problem> { $rules(self) } )?
        }
    };
}
