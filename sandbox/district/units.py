"""The units of the sample district: a root and 18 units in three groups."""

from sandbox.district.roster import Unit

ROOT = "yl"
TOWNS, OFFICES, PARKS = "乡镇街道", "区直部门", "园区平台"

UNITS = (
    Unit(ROOT, "云岭区", "云岭区", "", None),
    Unit("cg", "云岭区城关街道办事处", "城关街道", TOWNS, ROOT),
    Unit("wl", "云岭区望澜街道办事处", "望澜街道", TOWNS, ROOT),
    Unit("qh", "青禾镇人民政府", "青禾镇", TOWNS, ROOT),
    Unit("sd", "石渡镇人民政府", "石渡镇", TOWNS, ROOT),
    Unit("lw", "柳湾镇人民政府", "柳湾镇", TOWNS, ROOT),
    Unit("st", "松塘镇人民政府", "松塘镇", TOWNS, ROOT),
    Unit("wp", "雾坪乡人民政府", "雾坪乡", TOWNS, ROOT),
    Unit("fg", "云岭区发展和改革局", "发改局", OFFICES, ROOT),
    Unit("gx", "云岭区工业和信息化局", "工信局", OFFICES, ROOT),
    Unit("sw", "云岭区商务和投资促进局", "商务局", OFFICES, ROOT),
    Unit("zj", "云岭区住房和城乡建设局", "住建局", OFFICES, ROOT),
    Unit("ny", "云岭区农业农村局", "农业农村局", OFFICES, ROOT),
    Unit("wt", "云岭区文化广电旅游体育局", "文旅局", OFFICES, ROOT),
    Unit("kf", "云岭经济开发区管理委员会", "经开区", PARKS, ROOT),
    # Under the zone that runs it: its supervisor sees two units.
    Unit("gc", "云岭经济开发区高新技术产业园", "高新产业园", PARKS, "kf"),
    Unit("hl", "石渡港现代冷链物流园管理服务中心", "冷链物流园", PARKS, ROOT),
    Unit("lc", "岭城建设发展集团有限公司", "岭城集团", PARKS, ROOT),
    Unit("qw", "栖雾湖文旅康养度假区管理委员会", "栖雾湖度假区", PARKS, ROOT),
)
