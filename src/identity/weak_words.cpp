// See weak_words.h.
#include "identity/weak_words.h"

#include <algorithm>
#include <cassert>
#include <string_view>

#include "identity/code_points.h"

namespace qidi::identity {
namespace {

/// What a system asks for or is called.
constexpr std::string_view of_systems =
    "admin administrator adm root system sys manager user username guest test tester testing demo "
    "default public private secret security secure safe login logon signin password passwd pass "
    "passwort pwd pswd mima kouling mypassword passcode key master super superuser superman oper "
    "operator service server client database data backup oracle mysql postgres sqlserver redis "
    "apache nginx tomcat windows linux ubuntu centos debian android iphone apple google microsoft "
    "huawei xiaomi lenovo dell cisco juniper tplink zte vivo oppo samsung tencent wechat weixin "
    "alibaba taobao alipay baidu sina netease sohu jingdong douyin meituan computer internet "
    "network office account welcome hello letmein changeme change initial init temp temporary "
    "access enter open sesame pass1 qazwsx asdf qwer zxcv wasd home work company";

/// Love, luck and the numbers that sound like them.
constexpr std::string_view of_wishes =
    "woaini woaiwo aini aiwo iloveyou loveyou love lover forever baobao baobei qinqin laogong "
    "laopo mama baba jiejie meimei gege didi nihao hello haha hehe xixi xiexie zaijian kuaile "
    "xingfu jiankang pingan facai gongxi jixiang ruyi wanshiruyi shunli hongfu fuqi longma 520 521 "
    "5201314 1314 1314520 520520 5211314 7758521 7758258 518 168 188 138 666 888 999 996 007 110 "
    "119 120 114514 147258369 789456123 159357 159753 741852963 258456 147852 13579 24680 "
    "lucky happy smile sweet angel baby honey darling princess prince king queen summer winter "
    "spring autumn sunshine freedom friend friends family peace dream star";

/// What people are fond of, here and elsewhere.
constexpr std::string_view of_fondness =
    "dragon monkey tiger lion eagle wolf panda horse rabbit snake chicken goat sheep xiaolong "
    "xiaohu xiaogou xiaomao xiongmao laohu shizi laoying cangying caoyuan baima junma football "
    "basketball soccer baseball hockey zuqiu lanqiu pingpong nba kobe jordan messi ronaldo michael "
    "jackson ashley jessica jennifer daniel andrew joshua thomas robert william charlie michelle "
    "matthew anthony nicole amanda hunter ranger batman spider pokemon naruto starwars shadow "
    "killer cookie cheese coffee banana orange purple silver golden diamond flower trustno "
    "whatever ninja mustang harley ferrari porsche mercedes toyota honda bmw";

/// Days, months and the calendar.
constexpr std::string_view of_calendar =
    "january february march april june july august september october november december monday "
    "tuesday wednesday thursday friday saturday sunday chunjie guoqing zhongqiu yuandan duanwu "
    "shengri birthday xinnian newyear";

/// The land, the region and the offices that sign in here.
constexpr std::string_view of_region =
    "china zhongguo zhonghua beijing shanghai tianjin neimenggu neimeng nmg mongolia innermongolia "
    "mongol huhehaote huhhot hohhot huhe qingcheng baotou wuhai chifeng tongliao eerduosi ordos "
    "hulunbeier hulunbuir bayannaoer bayannur bameng wulanchabu ulanqab xingan xinganmeng hinggan "
    "xilinguole xilingol ximeng alashan alxa ameng manzhouli erlianhaote erlian saihan huimin "
    "yuquan xincheng dongsheng linhe jining wulanhaote jiangong zhengfu zhengwu zwfw zizhiqu gov "
    "shenpi shenpiju fagaiwei fagai fgw ziranziyuan shengtai huanbao zhujian xingzheng xuke "
    "banjian "
    "xiangmu jianguan duban tongbao taizhang xinxi zhongxin bangong bangongshi chuangkou keji "
    "qidi yyds jiayou";

/// Surnames and given names in pinyin, of three letters and more.
constexpr std::string_view of_names =
    "wang zhang liu chen yang huang zhao zhou sun guo lin gao luo zheng liang xie song tang deng "
    "han feng cao peng zeng xiao tian dong yuan pan jiang cai jia ding wei xue yan dai xia zhong "
    "wangwei lihua zhangsan lisi wangwu zhaoliu xiaoming xiaohong xiaoli xiaowei xiaojun batu "
    "bateer siqin gaowa nari tuya wuyun temuer chaolu mengke bayaer suhe buhe jun jing min fang "
    "qiang lei yong jie juan tao ming chao xiu ying hua ping gang gui long fei bin hao nan "
    "ting xin yan yun zhen";

/// The same in characters.
constexpr std::string_view in_characters =
    "密码 口令 管理员 管理 系统 用户 测试 默认 登录 我爱你 爱你 爱我 一生一世 宝贝 老公 老婆 妈妈 "
    "爸爸 你好 "
    "快乐 幸福 健康 平安 发财 恭喜 吉祥 如意 万事如意 中国 中华 北京 内蒙古 内蒙 自治区 呼和浩特 "
    "包头 乌海 "
    "赤峰 通辽 鄂尔多斯 呼伦贝尔 巴彦淖尔 乌兰察布 兴安盟 锡林郭勒 阿拉善 草原 青城 政府 政务 审批 "
    "起底 "
    "项目 办件 监管 督办 通报 台账 办公室 信息中心 发改委 一二三 一二三四 一二三四五六七八 张三 "
    "李四 王五 "
    "加油 生日 新年 春节 国庆";

void add(std::vector<std::u32string>& words, std::string_view text) {
  while (!text.empty()) {
    const auto end = std::min(text.find(' '), text.size());
    const auto points = code_points_of(text.substr(0, end));
    assert(points);
    if (points && !points->empty()) words.push_back(folded(*points));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

}  // namespace

const std::vector<std::u32string>& weak_words() {
  static const auto all = [] {
    std::vector<std::u32string> words;
    for (const auto text :
         {of_systems, of_wishes, of_fondness, of_calendar, of_region, of_names, in_characters}) {
      add(words, text);
    }
    std::sort(words.begin(), words.end());
    words.erase(std::unique(words.begin(), words.end()), words.end());
    return words;
  }();
  return all;
}

}  // namespace qidi::identity
