//! The file that the imports of a test are made into.

use std::fs;
use std::path::PathBuf;

use tempfile::TempDir;

use crate::problem::Exit;
use crate::records::{Contact, Customer, Staff};
use crate::say;
use crate::store::{Kept, Kind, NumberIs, Place, Shelf};
use crate::value::{Moment, Name, Noun};
use crate::words::Lang;
use crate::world::{Env, Stream, World};

/// A folder with a file in it that knows who I am.
pub struct Desk {
    pub folder: TempDir,
    pub now: Moment,
}

pub struct Said {
    pub exit: Exit,
    pub out: String,
    pub err: String,
}

impl Desk {
    pub fn new() -> Self {
        let desk = Desk {
            folder: TempDir::new().unwrap(),
            now: Moment::parse_rfc3339("2026-03-16T09:00:00+08:00").unwrap(),
        };
        let mut shelf = desk.shelf();
        let writing = shelf
            .write()
            .unwrap()
            .begin("init", Kind::Work, None, desk.now)
            .unwrap();
        let me = Staff {
            name: Name("李雷".into()),
            role: crate::records::choices::Role::SalesRep,
            supervisor: None,
            region: None,
            phone: None,
            email: None,
            left: None,
        };
        let place = Place {
            number: NumberIs::Given("ST001".into()),
            extra: Vec::new(),
            since: desk.now,
            to_confirm: &Default::default(),
        };
        let (id, _) = writing.insert(&me, &place).unwrap();
        writing.set_meta("me", &id.to_string()).unwrap();
        writing.commit("", &say!("set up", "初始化")).unwrap();
        desk
    }

    pub fn shelf(&self) -> Shelf {
        Shelf::new(self.path("kehu.db"), 7, "t".into())
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        fs::write(self.path(name), bytes).unwrap();
        self.path(name).to_str().unwrap().to_owned()
    }

    pub fn run_with(&self, args: &[&str], stdin: &str) -> Said {
        self.import("customers", args, stdin)
    }

    pub fn import(&self, noun: &str, args: &[&str], stdin: &str) -> Said {
        let world = World {
            now: self.now,
            seed: 7,
            processors: 1,
            env: Env {
                locale: Lang::Zh,
                db: Some(self.path("kehu.db")),
                data_dir: self.folder.path().into(),
                config_dir: self.folder.path().into(),
                ..Env::default()
            },
            stdout: Stream::Pipe,
            width: None,
            err_width: None,
            session: "t".into(),
            ask: None,
            stdin: Box::new(stdin.as_bytes()),
        };
        let (mut out, mut err) = (Vec::new(), Vec::new());
        let words = ["kehu", "import", noun];
        let words = words.iter().chain(args);
        let exit = crate::run(words, world, &mut out, &mut err);
        Said {
            exit,
            out: String::from_utf8(out).unwrap(),
            err: String::from_utf8(err).unwrap(),
        }
    }

    pub fn run(&self, args: &[&str]) -> Said {
        self.run_with(args, "")
    }

    pub fn customer(&self, name: &str) -> Option<Kept<Customer>> {
        let mut shelf = self.shelf();
        let store = shelf.read().unwrap();
        let (id, _) = store.candidates(Noun::Customer, name).unwrap().pop()?;
        Some(store.customer(id).unwrap())
    }

    pub fn contacts(&self, customer: i64) -> Vec<Kept<Contact>> {
        self.shelf().read().unwrap().contacts_of(customer).unwrap()
    }
}

/// Two customers as Excel keeps them.
pub const GOOD: &str = "客户名称,所属行业,区域,企业规模,年营收,联系人,职务,联系电话,需求描述,来源渠道,意向等级,信息获取时间,标签\r\n\
    杭州云帆商贸有限公司,批发和零售业,杭州,50-100人,1.2亿,郭敏,总经理,13824967103,\"升级\r\n培训\",合作伙伴,低,2026年3月9日,重点;老客户\r\n\
    上海启明机械有限公司,制造业,上海,120人,300万,郭建华,技术总监,17759352317,采购设备,官网,高,2026/3/5,\r\n";
