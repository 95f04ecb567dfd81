/** A ledger as the preview would show it. */
import type { ColumnPreview } from '../bindings/ColumnPreview';
import type { ImportPreview } from '../bindings/ImportPreview';

const column = (letter: string, header: string, field: string | null, fieldZh: string | null, more: Partial<ColumnPreview> = {}): ColumnPreview => ({ column: letter, header, field, fieldZh, refused: null, unsupported: false, confidence: field ? 100 : 0, ...more });

const REFUSED = '楼册不收录此类信息(登记房屋与居住,不给人贴标签);该列内容不读取、不保存。';

export const PREVIEW: ImportPreview = {
  token: 'preview-1', file: '人口台账.xlsx', format: 'xlsx', encoding: null, moreWarnings: 12, importedBefore: null,
  counts: { added: 482, updated: 17, unchanged: 3, pending: 9, rejected: 2, dropped: 4 },
  effects: { sites: 1, buildings: 4, rooms: 186, persons: 471, stays: 482, endedStays: 23, organisations: 0, amended: 17 },
  sheets: [
    {
      name: '人口', ledger: '人口台账', headerRows: [3], counts: { added: 482, updated: 17, unchanged: 3, pending: 9, rejected: 2, dropped: 4 },
      columns: [
        column('A', '姓名', 'name', '姓名'), column('B', '与其他人员关系', 'relation', '与户主关系', { confidence: 82 }), column('C', '身份证号', 'citizen_id', '公民身份号码'), column('D', '性别', 'sex', '性别'),
        column('E', '出生日期', 'birth_date', '出生日期'), column('F', '联系电话', 'phones', '电话'), column('G', '现住小区/建筑', 'site', '小区'), column('H', '门牌地址', 'raw_address', '地址'), column('I', '人员类型', 'stated_class', '人员类型'),
        column('J', '是否重点人员', null, null, { refused: REFUSED }), column('K', '重点类别', null, null, { refused: REFUSED }), column('L', '政治面貌', null, null, { refused: REFUSED }), column('M', '健康状况', null, null, { refused: REFUSED }), column('N', '填表人', null, null), column('O', '备注', 'remark', '备注'),
      ],
      rows: Array.from({ length: 24 }, (_, i) => ({
        row: i + 4, outcome: i === 5 ? 'updated' : i === 8 ? 'pending' : i === 13 ? 'rejected' : i === 20 ? 'dropped' : i === 7 ? 'unchanged' : 'added',
        reason: i === 8 ? '地址「三幢底楼」未能匹配到房间' : i === 13 ? '没有姓名' : i === 20 ? '合计行' : null,
        cells: ['陈建国', '户主', '3302991975032100' + String(10 + i), '男', '1975-03-21', '1390000' + String(1000 + i), '望湖家园', `${1 + (i % 4)}幢${1 + (i % 2)}单元${1 + (i % 6)}0${1 + (i % 2)}室`, '常住', '', '', '', '', '李', ''],
        changes: i === 5 ? [{ field: 'phones', old: '13900001111', new: '13900001005' }] : [],
      })),
    },
    { name: '填表说明', ledger: '', headerRows: [], columns: [], rows: [], counts: { added: 0, updated: 0, unchanged: 0, pending: 0, rejected: 0, dropped: 0 } },
  ],
  warnings: Array.from({ length: 40 }, (_, i) => ({ sheet: '人口', row: 4 + i * 3, column: i % 2 ? 'C' : 'E', code: 'x', message: i % 2 ? '身份证号在表格中是数字,末三位已丢失,只保留地区与出生日期,需重新采集' : '出生日期 1980.1 可能是 1980 年 1 月或 10 月,按证号取 1980-10' })),
};
